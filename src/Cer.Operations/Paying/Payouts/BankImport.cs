using Cer.Exchange.Sepa;

namespace Cer.Operations.Paying.Payouts;

/// <summary>A file of the bank as it is taken in.</summary>
/// <param name="Kind">pain.002, camt.053 or csv.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Sha256">Of its bytes: the same file is taken in once.</param>
/// <param name="File">What it says.</param>
public sealed record BankImport(string Kind, string Name, byte[] Sha256, BankFile File);
