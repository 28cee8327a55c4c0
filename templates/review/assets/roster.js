// Hearing the voices one by one, and saying whose they are.

import "./forms.js";
import "./moments.js";
