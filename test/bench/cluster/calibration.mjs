/** The same work each second, whatever else the machine does: what it costs says how dear a second of the processor is just now. */
const text = JSON.stringify(Array.from({length: 2_000}, (_none, index) => ({index, name: `one of many ${index}`})));
setInterval(() => JSON.stringify(JSON.parse(text)), 1_000);
