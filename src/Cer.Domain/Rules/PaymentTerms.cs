using NodaTime;

namespace Cer.Domain.Rules;

/// <summary>How GSE pays, from a day on: what is below the minimum waits for the next payment day.</summary>
/// <remarks>A table of code, because the rule files have no key for it; a later act is a later line.</remarks>
/// <param name="From">First payment day on which the terms hold.</param>
/// <param name="Minimum">The least amount that is paid; less is carried over.</param>
/// <param name="Act">The act that says so.</param>
public sealed record PaymentTerms(LocalDate From, Money Minimum, string Act)
{
    /// <summary>The terms by their first day, ascending.</summary>
    public static IReadOnlyList<PaymentTerms> All { get; } =
    [
        new(new(1900, 1, 1), new(50_00), "Regole Operative GSE, 16 luglio 2025 (pp. 35-43 del testo del 23 febbraio 2024)"),
    ];

    public static PaymentTerms On(LocalDate day) => All.Last(terms => terms.From <= day);
}
