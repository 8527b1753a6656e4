/** The folder of a backup that was given none, in the folder it is made from: `cossistant-backup-` and the moment, in UTC. */
export const backupFolder = (now: Date): string => `cossistant-backup-${now.toISOString().slice(0, 19).replaceAll(":", "-")}`
