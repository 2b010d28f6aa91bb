using Cer.Domain.Codes;
using Cer.Domain.Community;

namespace Cer.Domain.Formulas;

/// <summary>What a formula may ask of a member's month: energies, power, points, and what the member is.</summary>
public sealed class FormulaInputs
{
    /// <summary>The quantities, which are not below zero.</summary>
    public static readonly IReadOnlyList<string> Quantities = ["withdrawn_kwh", "injected_kwh", "shared_kwh", "power_kw", "pods"];

    /// <summary>What a member is or is not: 1 or 0.</summary>
    public static readonly IReadOnlyList<string> Flags = ["enterprise", .. CodeLists.Categories.Words];

    /// <summary>Every name that a formula may use.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Quantities, .. Flags];

    private readonly Dictionary<string, Fraction> _values;

    /// <summary>Values by name; a name that is not given is zero.</summary>
    public FormulaInputs(IEnumerable<KeyValuePair<string, decimal>> values) => _values = values.ToDictionary(
        value => value.Key, value => Fraction.From(value.Value), StringComparer.Ordinal);

    private FormulaInputs(Dictionary<string, Fraction> values) => _values = values;

    public Fraction this[string name] => _values.GetValueOrDefault(name);

    /// <summary>A member's month; energies in micro-kWh.</summary>
    public static FormulaInputs Of(Member member, long withdrawn, long injected, long shared, decimal powerKw, int pods) =>
        new(new Dictionary<string, Fraction>(StringComparer.Ordinal)
        {
            ["withdrawn_kwh"] = new(withdrawn, Energy.Micro),
            ["injected_kwh"] = new(injected, Energy.Micro),
            ["shared_kwh"] = new(shared, Energy.Micro),
            ["power_kw"] = Fraction.From(powerKw),
            ["pods"] = new(pods),
            ["enterprise"] = member.Enterprise ? Fraction.One : Fraction.Zero,
            [CodeLists.Categories.Word(member.Category)] = Fraction.One,
        });
}
