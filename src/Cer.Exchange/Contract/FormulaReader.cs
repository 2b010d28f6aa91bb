using System.Globalization;
using Cer.Domain.Formulas;
using Cer.Exchange.Yaml;

namespace Cer.Exchange.Contract;

/// <summary>Reads the formula of a custom key with its examples, and tries it on each of them.</summary>
internal static class FormulaReader
{
    private const int MostExamples = 50;

    /// <summary>The formula; null when it cannot be read.</summary>
    public static WeightFormula? Read(YamlFields fields)
    {
        var formula = Parse(fields);
        var examples = fields.Sections("examples").ToArray();
        if (fields.Has("examples") && examples.Length is 0 or > MostExamples)
            fields.Fault("examples", $"{examples.Length} examples", $"1 to {MostExamples}, each with the weight it must give");
        foreach (var example in examples.Take(MostExamples)) Try(example, formula);
        return formula;
    }

    private static WeightFormula? Parse(YamlFields fields)
    {
        if (fields.Text("expression", "a formula such as shared_kwh * 2") is not { } text) return null;
        try
        {
            return WeightFormula.Parse(text);
        }
        catch (FormulaException fault)
        {
            fields.Fault("expression", fault.Found, fault.Expected);
            return null;
        }
    }

    private static void Try(YamlFields example, WeightFormula? formula)
    {
        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var name in FormulaInputs.Quantities)
            if (example.OptionalNumber(name, "a number not below zero", n => n >= 0) is { } value) values[name] = value;
        foreach (var name in FormulaInputs.Flags)
            if (example.OptionalNumber(name, "0 or 1", n => n is 0 or 1) is { } value) values[name] = value;
        var expected = example.Number("weight", "the weight that the formula must give", n => n >= 0);
        example.RefuseTheRest();
        if (formula is null || expected is null) return;
        try
        {
            var found = WeightFormula.Shown(formula.MicroWeight(new(values)));
            if (found != expected) example.Fault("weight", $"{Text(found)} by the formula", Text(expected.Value));
        }
        catch (FormulaException fault)
        {
            example.Fault("weight", $"{fault.Found} by the formula", Text(expected.Value));
        }
    }

    private static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
