/** Half-hours as the local clocks show them after a change from one fixed offset to another (seconds east of UTC), wrapped around midnight. */
export function movedHalfHours(halfHours: readonly number[], fromZoneSecond: number, toZoneSecond: number): number[] {
  const shift = Math.round((toZoneSecond - fromZoneSecond) / 1800)
  return halfHours.map(cell => (((cell + shift) % 48) + 48) % 48).sort((a, b) => a - b)
}
