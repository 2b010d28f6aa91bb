namespace Cer.Exchange.Sepa;

/// <summary>Which columns of a bank's table tell a movement: the names in its header.</summary>
/// <param name="Day">The day of the booking.</param>
/// <param name="Amount">What came in or, below zero, went out.</param>
/// <param name="Words">What the bank says of it, references included.</param>
public sealed record MovementColumns(string Day, string Amount, string Words);
