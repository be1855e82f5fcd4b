(function(){var e=document.documentElement;e.className="js";try{["theme","size"].forEach(function(n){var v=localStorage.getItem("gongshi-"+n);if(v)e.setAttribute("data-"+n,v)})}catch(x){}})();
