namespace Cer.Settlement.Closing;

/// <summary>Where an hour of a point stands, the worst last.</summary>
internal enum HourState
{
    Outside,
    Measured,
    Accepted,
    Undecided,
}
