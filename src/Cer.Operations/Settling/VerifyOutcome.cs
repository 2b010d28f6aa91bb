using Cer.Exchange.Faults;

namespace Cer.Operations.Settling;

/// <summary>What came of settling a kept run again.</summary>
/// <param name="MadeBy">The program that made the run.</param>
/// <param name="Program">The program that settled it again.</param>
/// <param name="HasInputs">Whether the run kept the hashes of its days; else only its rows were compared.</param>
/// <param name="Told">The first differences, a sentence each.</param>
/// <param name="Differences">How many there are.</param>
/// <param name="Faults">Why it could not be settled at all.</param>
public sealed record VerifyOutcome(
    string MadeBy, string Program, bool HasInputs, IReadOnlyList<string> Told, int Differences, FaultList Faults)
{
    public bool IsEqual => Differences == 0 && Faults.IsEmpty;
}
