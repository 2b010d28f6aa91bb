using Cer.Exchange.Sepa;
using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>How a bank writes its tables of movements, kept by name in versions.</summary>
/// <param name="Name">As people call it, such as the bank's name.</param>
/// <param name="Version">From 1.</param>
/// <param name="Columns">Columns, and how figures and days are written.</param>
/// <param name="By">Who made the version.</param>
/// <param name="At">When.</param>
public sealed record BankLayout(string Name, int Version, MovementColumns Columns, string By, Instant At);
