namespace Cer.Operations.Paying.Payouts;

/// <summary>An entry of incentives that a booking made, or that was taken back with it.</summary>
/// <param name="Id">The store's number.</param>
/// <param name="What">What was entered.</param>
public sealed record BookedEntry(long Id, NewEntry What);
