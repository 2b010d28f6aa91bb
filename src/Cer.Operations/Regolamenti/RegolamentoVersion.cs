using NodaTime;

namespace Cer.Operations.Regolamenti;

/// <summary>A version of the regolamento: a draft, until somebody other than its author approves it.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="From">The month from which it takes effect once it is approved.</param>
/// <param name="Reference">The deliberation or assembly that decided it.</param>
/// <param name="Content">Its steps, as JSON.</param>
/// <param name="Written">Who wrote it, and when.</param>
/// <param name="Approved">Who approved it, and when; null for a draft.</param>
public sealed record RegolamentoVersion(
    int Version,
    YearMonth From,
    string Reference,
    string Content,
    RegolamentoVersion.Act Written,
    RegolamentoVersion.Approval? Approved)
{
    /// <summary>An act of a person.</summary>
    /// <param name="By">The person's signature.</param>
    /// <param name="Name">How the person is called now; null when it is nobody who signs in.</param>
    /// <param name="At">When.</param>
    public sealed record Act(string By, string? Name, Instant At);

    /// <summary>An approval, with its place in the order of approvals.</summary>
    public sealed record Approval(Act Act, int Ordinal);
}
