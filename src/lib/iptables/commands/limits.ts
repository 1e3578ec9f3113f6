/** XT_EXTENSION_MAXNAMELEN: room for the name of a chain, target or match and its closing zero. */
export const CHAIN_NAME_ROOM = 29;
/** IFNAMSIZ: room for the name of an interface and its closing zero. */
export const INTERFACE_NAME_ROOM = 16;
