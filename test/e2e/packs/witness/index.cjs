module.exports = () => import("./index.ts");
