/** XT_EXTENSION_MAXNAMELEN: size of a chain, target or match name including its terminating zero. */
export const CHAIN_NAME_ROOM = 29;
/** IFNAMSIZ: size of an interface name including its terminating zero. */
export const INTERFACE_NAME_ROOM = 16;
