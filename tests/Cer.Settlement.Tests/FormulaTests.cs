using Cer.Domain.Formulas;

namespace Cer.Settlement.Tests;

/// <summary>The little language of a community's own key: what it means, and what it refuses.</summary>
public class FormulaTests
{
    private const string Number = "a number such as 1.5, with at most 12 digits before the point and 6 after it";

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("12 / 4 / 3", 1)]
    [InlineData("1 / 3 * 3", 1)]
    [InlineData("0.1 + 0.2 - 0.3", 0)]
    [InlineData("2 / 3", 0.666667)]
    [InlineData("0.0000005 * 1", -1)]
    [InlineData("- 2 + 5", 3)]
    [InlineData("2 * -3 + 7", 1)]
    [InlineData("min(3, 2, 5)", 2)]
    [InlineData("max(3, withdrawn_kwh)", 100)]
    [InlineData("if(withdrawn_kwh >= 100, 1, 2)", 1)]
    [InlineData("if(withdrawn_kwh > 100, 1, 2)", 2)]
    [InlineData("if(injected_kwh > 0, 1 / injected_kwh, 7)", 7)]
    [InlineData("injected_kwh > 0 and 1 / injected_kwh > 0", 0)]
    [InlineData("injected_kwh = 0 or 1 / injected_kwh > 0", 1)]
    [InlineData("not natural_person", 0)]
    [InlineData("not not natural_person", 1)]
    [InlineData("1 <> 2", 1)]
    [InlineData("1 <= 2 and 2 < 1", 0)]
    [InlineData("999999999999.999999", 999999999999.999999)]
    [InlineData("\tpods\n*  2\r\n", 4)]
    public void A_formula_means_what_a_pupil_would_say(string text, double expected)
    {
        var inputs = new FormulaInputs(
            [new("withdrawn_kwh", 100), new("natural_person", 1), new("pods", 2)]);
        if (expected < 0)
        {
            Assert.Throws<FormulaException>(() => WeightFormula.Parse(text));
            return;
        }

        Assert.Equal((decimal)expected, WeightFormula.Shown(WeightFormula.Parse(text).MicroWeight(inputs)), 4);
    }

    [Theory]
    [InlineData("", "character 1: found the end, expected a number, a name or (")]
    [InlineData("1 +", "character 4: found the end, expected a number, a name or (")]
    [InlineData("1 2", "character 3: found '2', expected a sign such as + or the end")]
    [InlineData("(1", "character 3: found the end, expected ')'")]
    [InlineData("1)", "character 2: found ')', expected a sign such as + or the end")]
    [InlineData("1 $ 2", "character 3: found '$', expected a number, a name in small letters, or one of + - * / ( ) , < > =")]
    [InlineData("if(1, 2)", "character 1: found 2 values in if, expected 3 values: if(condition, then, otherwise)")]
    [InlineData("max(1)", "character 1: found 1 values in max, expected 2 values or more: max(a, b)")]
    [InlineData("1.2.3", "character 1: found '1.2.3', expected " + Number)]
    [InlineData("1.", "character 1: found '1.', expected " + Number)]
    [InlineData("1 < 2 < 3", "character 7: found '<', expected a sign such as + or the end")]
    public void What_cannot_be_read_is_told_with_its_place(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<FormulaException>(() => WeightFormula.Parse(text)).Message);

    [Fact]
    public void A_name_that_is_not_known_is_told_with_those_that_are()
    {
        var fault = Assert.Throws<FormulaException>(() => WeightFormula.Parse("2 * consumi"));
        Assert.StartsWith("character 5: found 'consumi', expected one of withdrawn_kwh, ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 / 0", "found a division by zero, expected a divisor other than zero: if(x > 0, y / x, 0) keeps it off")]
    [InlineData("1 - 3.5", "found the weight -2.5, expected a weight not below zero")]
    [InlineData("0 - 1 / 999999999", "found a weight just below zero, expected a weight not below zero")]
    [InlineData("999999999999 + 1", "found a weight of more than twelve digits, expected one below 1000000000000")]
    public void A_weight_that_is_none_is_told(string text, string sentence) => Assert.Equal(
        sentence, Assert.Throws<FormulaException>(() => WeightFormula.Parse(text).MicroWeight(new([]))).Message);

    [Fact]
    public void Length_depth_size_and_digits_are_bounded()
    {
        Refused(new string('1', 1_000_000), "found 1000000 characters, expected at most 1000");
        Refused($"{new string('(', 400)}1{new string(')', 400)}", "more than 32 levels");
        Refused($"{new string('-', 900)}1", "more than 32 levels");
        Refused(string.Concat(Enumerable.Repeat("not ", 200)) + "1", "more than 32 levels");
        Refused(string.Join('+', Enumerable.Repeat("1", 400)), "more than 200 numbers, names and signs");
        var large = WeightFormula.Parse(string.Join('*', Enumerable.Repeat("999999999999", 70)));
        var fault = Assert.Throws<FormulaException>(() => large.MicroWeight(new([])));
        Assert.Contains("too many digits", fault.Message, StringComparison.Ordinal);

        static void Refused(string text, string sentence) => Assert.Contains(
            sentence, Assert.Throws<FormulaException>(() => WeightFormula.Parse(text)).Message, StringComparison.Ordinal);
    }
}
