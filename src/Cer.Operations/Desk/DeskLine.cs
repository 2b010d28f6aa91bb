namespace Cer.Operations.Desk;

/// <summary>One thing that differs between two definitions, as a person reads it: before and after.</summary>
/// <param name="Kind">member, point or unit.</param>
/// <param name="Member">Name of the member; of a unit, its id.</param>
/// <param name="Pod">The point; null of a member.</param>
/// <param name="Before">How it was; null when it is new.</param>
/// <param name="After">How it will be; null when it is gone.</param>
public sealed record DeskLine(string Kind, string Member, string? Pod, DeskState? Before, DeskState? After);
