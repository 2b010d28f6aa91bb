using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>What of a movement is GSE's money for a month of energy.</summary>
/// <param name="Ledger">Of incentives or of energy sold.</param>
/// <param name="Month">The month of energy.</param>
/// <param name="Kind">One of <see cref="EntryWords.Kinds" />.</param>
/// <param name="Amount">Out below zero; null where it is the whole movement.</param>
public sealed record GsePart(Ledger Ledger, YearMonth Month, string Kind, Money? Amount);
