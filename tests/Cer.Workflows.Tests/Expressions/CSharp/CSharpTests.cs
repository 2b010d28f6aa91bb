using Cer.Workflows.Expressions;
using Cer.Workflows.Expressions.CSharp;

namespace Cer.Workflows.Tests.Expressions.CSharp;

/// <summary>The small C# of definitions; expected values are those the C# compiler's own rules give.</summary>
public class CSharpTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 5, 6, 7, 8, TimeSpan.Zero);

    private static object? Evaluate(string text)
    {
        HostFunction getInput = given => given[0] is "Month" ? "2026-03" : null;
        HostFunction now = _ => Now;
        HostFunction instance = _ => "run-1";
        HostFunction function = given => given.Count;
        var scope = new Lent(new Dictionary<string, object?>
        {
            ["Variables"] = new LentObject(new Dictionary<string, object?>
            {
                ["Name"] = "Ada",
                ["Count"] = 7,
                ["Price"] = 1.25m,
                ["Rate"] = 0.5,
                ["None"] = null,
                ["When"] = Now,
                ["Ok"] = true,
                ["Lines"] = new List<object?> { "a", "b" },
                ["Order"] = new OrderedDictionary<string,
                    object?>
                { ["Id"] = 42L, ["Customer"] = new OrderedDictionary<string, object?> { ["City"] = "Roma" } },
            }),
            ["getInput"] = getInput,
            ["$now"] = now,
            ["getWorkflowInstanceId"] = instance,
            ["count"] = function,
        });
        return new CSharpLanguage(TimeProvider.System).Read(text).Evaluate(scope, ExpressionLimits.Usual,
            TestContext.Current.CancellationToken);
    }

    public static TheoryData<string, object?> Values => new()
    {
        { "return Variables.Name;", "Ada" },
        { "Variables.Name", "Ada" },
        { "return Variables.Order.Customer.City;", "Roma" },
        { "Variables.Get(\"Count\")", 7 },
        { "Variables.Get<int>(\"Count\")", 7 },
        { "GetVariable<string>(\"Name\")", "Ada" },
        { "Input.Month", "2026-03" },
        { "Input.Get<string>(\"Month\")", "2026-03" }, { "WorkflowInstanceId", "run-1" }, { "Count(1, 2)", 2 },
        { "return $\"Order {Variables.Order.Id} for {Variables.Name}: {Variables.Price:F3} EUR\";",
            "Order 42 for Ada: 1.250 EUR" },
        { "$\"{Variables.Count,5}|{Variables.Count,-5}|{Variables.Count:D3}\"", "    7|7    |007" },
        { "$\"{{x}} {1 + 2} {(Variables.Ok ? \"yes\" : \"no\")} {Variables.None}|\"", "{x} 3 yes |" },
        { "$\"{Variables.When:yyyy-MM-dd HH:mm}\"", "2026-03-05 06:07" },
        { "$@\"a\"\"b\\{1}\"", "a\"b\\1" },
        { "@\"c:\\x\"", "c:\\x" },
        { "\"a\\tb\\u0041\"", "a\tbA" },
        { "7 / 2", 3 },
        { "7 % 3", 1 },
        { "-7 / 2", -3 },
        { "7 / 2.0", 3.5 },
        { "7 / 2m", 3.5m },
        { "1 + 2 * 3", 7 },
        { "(1 + 2) * 3", 9 },
        { "2147483647L + 1", 2147483648L },
        { "1.5m + 1", 2.5m },
        { "Variables.Price * Variables.Count", 8.75m },
        { "Variables.Rate + 1", 1.5 },
        { "1 / 3m", 0.3333333333333333333333333333m },
        { "\"a\" + 1 + 2", "a12" },
        { "1 + 2 + \"a\"", "3a" },
        { "\"x\" + null + true + 1.5", "xTrue1.5" },
        { "0x1F", 31 },
        { "1_000", 1000 },
        { "1 << 4 | 3", 19 },
        { "~5", -6 },
        { "1 < 2 && 2 >= 2 || false", true },
        { "!(1 == 2)", true },
        { "\"a\" == \"a\"", true },
        { "Variables.None == null", true },
        { "1 == 1.0", true },
        { "Variables.Count > 5 ? \"many\" : \"few\"", "many" },
        { "Variables.None ?? \"default\"", "default" },
        { "Variables.None?.Length", null },
        { "Variables.Name?.Length", 3 },
        { "Variables.Name.ToUpper().ToLower()", "ada" },
        { "\" x \".Trim()", "x" },
        { "\"abc\".Contains(\"b\")", true },
        { "\"abc\".StartsWith(\"b\")", false },
        { "\"abc\".EndsWith(\"c\")", true },
        { "\"aba\".Replace(\"a\", \"x\")", "xbx" },
        { "\"abcd\".Substring(1)", "bcd" },
        { "\"abcd\".Substring(1, 2)", "bc" },
        { "\"abc\".Length", 3 },
        { "Variables.Lines.Count", 2 },
        { "Variables.Lines[1]", "b" },
        { "Variables.Lines.Contains(\"a\")", true },
        { "Variables.Order[\"Id\"]", 42L },
        { "DateTimeOffset.UtcNow.Year", 2026 },
        { "DateTime.UtcNow.ToString(\"yyyyMMdd\")", "20260305" },
        { "DateTimeOffset.UtcNow.AddDays(-5).Month", 2 },
        { "(DateTimeOffset.UtcNow - Variables.When).TotalHours", 0.0 },
        { "(int)3.9", 3 },
        { "(double)7 / 2", 3.5 },
        { "(long)5", 5L },
        { "(decimal)1.5", 1.5m },
        { "(string)Variables.Name", "Ada" },
        { "(int?)Variables.None", null },
        { "Math.Round(2.345m, 2)", 2.34m },
        { "Math.Max(3, 4)", 4 },
        { "string.IsNullOrEmpty(Variables.None)", true },
        { "string.Join(\", \", Variables.Lines)", "a, b" },
        { "1.5.ToString()", "1.5" },
        { "1234.5.ToString(\"N2\")", "1,234.50" },
        { "int.Parse(\"12\") + 1", 13 },
        { "'a' + \"b\"", "ab" },
        { "-2147483648", int.MinValue },
        { "/* a */ 1 // b", 1 },
        { "TimeSpan.FromMinutes(90).Hours", 1 },
        { "Variables.Name!.Length", 3 },
        { "true & false", false },
        { "return null;", null },
    };

    [Theory]
    [InlineData("var x = 5; return x * 2;", 10)]
    [InlineData("int x = 5; x += 2; x++; x", 8)]
    [InlineData("1; 2", 2)]
    [InlineData("var a = 1; if (a > 3) return \"big\"; else return \"small\";", "small")]
    [InlineData("var a = 4; if (a > 3) { a = 9; } return a;", 9)]
    [InlineData("if (false) return 1; return;", null)]
    [InlineData("string s = null; s ??= \"x\"; return s;", "x")]
    [InlineData("string.Format(\"{0}-{1:F1}\", 1, 2.25m)", "1-2.3")]
    [InlineData("Convert.ToInt32(\"41\") + 1", 42)]
    public void A_few_statements_are_carried_out_one_after_the_other(string text, object? expected) =>
        Assert.Equal(expected, Evaluate(text));

    [Theory, MemberData(nameof(Values))]
    public void An_expression_has_the_value_it_has_in_CSharp(string text, object? expected) => Assert.Equal(expected, Evaluate(text));

    public static TheoryData<string, string, int> Refused => new()
    {
        { "2147483647 + 1", "The result does not fit into its kind of number.", 12 },
        { "9223372036854775807 + 1", "The result does not fit into its kind of number.", 21 },
        { "99999999999999999999", "The number does not fit into long.", 1 },
        { "1 / 0", "A whole number cannot be divided by zero.", 3 },
        { "(int)1e10", "The number does not fit into int.", 1 },
        { "try { }", "Only var, assignments, if and return are known here: write more in JavaScript.", 1 },
        { "x = 1;", "x is not declared: write var x = … first.", 1 },
        { "Variables.Lines[0] = 1",
            "Nothing can be assigned here: assign in a statement of its own, such as Variables.X = 1;.", 20 },
        { "if (1) return 2;", "Found a number (int32), expected true or false.", 1 },
        { "if (true) { 1;", "Found the end, expected '}'.", 15 },
        { "string.Format(\"{2}\", 1)", "Found {2} in the text, expected a place from 0 to 0.", 8 },
        { "foreach (var x in y) {}", "Loops are not known here: use JavaScript, or the ForEach activity.", 1 },
        { "x => x", "Functions written with => are not known here: use JavaScript, or a filter of Liquid.", 3 },
        { "Variables.Lines.Select(x => x)",
            "Functions written with => are not known here: use JavaScript, or a filter of Liquid.", 26 },
        { "new List<int>()",
            "new is not known here: use JavaScript for lists and objects, DateTimeOffset.UtcNow for a time.", 1 },
        { "await x", "await is not known here: the functions of the workflow give their value at once.", 1 },
        { "typeof(int)", "typeof is not known here: types cannot be looked at.", 1 },
        { "System.IO.File.ReadAllText(\"x\")",
            "Namespaces are not known here: write DateTimeOffset.UtcNow, Math.Round and the like without them.", 1 },
        { "Variables.Name is string", "is is not known here: compare with ==.", 16 },
        { "(1, 2)", "Tuples are not known here: use JavaScript and return a list.", 3 },
        { "Variables.Nmae", "There is no Nmae.", 11 },
        { "Variables.name", "There is no name; there is Name.", 11 },
        { "Nothing", "Nothing is not known here: use Variables.X, Input.X or a function that the workflow lends.", 1 },
        { "Variables.None.Length", "What stands before .Length is null: write ?.Length if that may be.", 16 },
        { "\"a\" * 2", "'*' does not go between a text and a number (int32).", 5 },
        { "1 ? 2 : 3", "Found a number (int32), expected true or false.", 3 },
        { "\"a\" == 1", "'==' does not go between a text and a number (int32).", 5 },
        { "1.5m + 1.5",
            "'+' does not go between decimal and double: write (double) or (decimal) before one of them.", 6 },
        { "Variables.Lines[5]", "There is no item 5: there are 2, counted from 0.", 16 },
        { "\"abc\".Substring(5)", "There is no place 5 in a text of 3 characters.", 7 },
        { "DateTime.Now", "DateTime.Now depends on the machine: write DateTime.UtcNow.", 10 },
        { "$\"{1.5:F999999999}\"", "The format 'F999999999' asks for too much.", 4 },
        { "1 +", "Found the end, expected a value.", 4 },
        { "(1", "Found the end, expected ')'.", 3 },
        { "\"abc", "The text has no closing \".", 1 },
        { "$\"{1", "Found the end, expected '}'.", 5 },
        { "$\"a}\"", "A '}' in the text is written '}}'.", 4 },
        { "1 2", "Found a number, expected the end.", 3 },
        { "\"x\".GetType()", "a text has no method GetType for what it is given: use JavaScript for more.", 5 },
        { "(string)5", "Found a number (int32), expected string.", 1 },
        { "Input", "The expression is a name without a value.", 1 },
        { "#", "'#' does not belong here.", 1 },
        { "Variables.Lines.ToString()",
            "Found a list, expected a value that has a text: take one of its members.", 17 },
        { "1.ToString(\"Q\")", "The format does not fit the value.", 3 },
        { "\"x\".PadLeft(1000000000)", "Found the width 1000000000, expected 0 to 10000.", 5 },
        { "Variables.Lines.Set(\"a\", 1)",
            "Nothing can be assigned here: assign in a statement of its own, such as Variables.X = 1;.", 17 },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_not_known_is_refused_with_a_sentence_and_its_place(string text, string sentence, int column)
    {
        var exception = Assert.Throws<ExpressionException>(() => Evaluate(text));
        Assert.Equal((sentence, 1, column), (exception.Message, exception.Line, exception.Column));
    }

    [Theory, InlineData("("), InlineData("!"), InlineData("-"), InlineData("$\"{"), InlineData("f("), InlineData("1+("),
        InlineData("true?"), InlineData("(int)"), InlineData("x["), InlineData("1??")]
    public void Nesting_without_end_is_a_sentence(string part) =>
        Assert.Throws<ExpressionException>(() => Evaluate(string.Concat(Enumerable.Repeat(part, 90_000 / part.Length))));

    [Fact]
    public void A_text_that_grows_without_end_is_stopped()
    {
        var text = "\"" + new string('a', 9000) + "\"";
        for (var i = 0; i < 3; i++) text += ".Replace(\"a\", \"" + new string('a', 9000) + "\")";
        Assert.Contains("made more than", Assert.Throws<ExpressionException>(() => Evaluate(text)).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("1+"), InlineData("true&&"), InlineData("false||"), InlineData("x."), InlineData("x()."), InlineData("x!."),
        InlineData("x?.")]
    public void A_row_without_end_is_a_sentence(string part) =>
        Assert.Throws<ExpressionException>(() => Evaluate(string.Concat(Enumerable.Repeat(part, 90_000 / part.Length)) + "x"));

    [Fact]
    public void Python_is_refused_with_a_sentence() => Assert.Equal("Python is not known here: write the expression in JavaScript.",
        Assert.Throws<ExpressionException>(() => new PythonLanguage().Read("1")).Message);
}
