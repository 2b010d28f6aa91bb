using Cer.Workflows.Expressions;
using Cer.Workflows.Expressions.Liquid;

namespace Cer.Workflows.Tests.Expressions.Liquid;

/// <summary>The language, tags and limits; the filters have their own tests.</summary>
public class LiquidTests
{
    internal static string Render(string template, params (string Name, object? Value)[] names)
    {
        HostFunction getInput = given => given[0] is "Month" ? "2026-03" : null;
        HostFunction instance = _ => "run-1";
        HostFunction now = _ => new DateTimeOffset(2026, 3, 5, 6, 7, 8, TimeSpan.Zero);
        var all = new Dictionary<string, object?> { ["getInput"] = getInput, ["getWorkflowInstanceId"] = instance, ["$now"] = now };
        all["variables"] = new LentObject(new Dictionary<string, object?>
        {
            ["Name"] = "Ada",
            ["Count"] = 7,
            ["None"] = null,
            ["Price"] = 1.250m,
            ["When"] = new DateTimeOffset(2015, 7, 17, 15, 4, 5, TimeSpan.Zero),
            ["Lines"] = new List<object?> { "a", "b", "c", "d", "e", "f" },
            ["Products"] = new List<object?> { Product("Vacuum", "house", 10), Product("Spatula", "kitchen", 5),
                Product("Garlic press", "kitchen", 7.5) },
        });
        foreach (var (name, value) in names) all[name] = value;
        return (string)new LiquidLanguage(TimeProvider.System).Read(template).Evaluate(new Lent(all), ExpressionLimits.Usual,
            TestContext.Current.CancellationToken)!;
    }

    private static OrderedDictionary<string, object?> Product(string title, string type, object price) =>
        new() { ["title"] = title, ["type"] = type, ["price"] = price, ["sold"] = type == "kitchen" };

    public static TheoryData<string, string> Templates => new()
    {
        { "Hello {{ Variables.Name }}!", "Hello Ada!" },
        { "{{ Input.Month }} {{ WorkflowInstanceId }} {{ Configuration.X }}|{{ Nothing.at.all }}|",
            "2026-03 run-1 ||" },
        { "{{ Variables.Lines[0] }}{{ Variables.Lines[-1] }}{{ Variables.Lines.first }}{{ Variables.Lines.last }}{{ "
            + "Variables.Lines.size }}{{ Variables[\"Name\"] }}", "afaf6Ada" },
        { "{{ 'x' }}{{ \"y\" }}{{ 5 }}{{ -1.5 }}{{ true }}{{ nil }}{{ Variables.Price }}{{ Variables.Products[2].price }}",
            "xy5-1.5true1.257.5" },
        { "{% if Variables.Count > 5 %}many{% else %}few{% endif %}", "many" },
        { "{% if Variables.None %}a{% elsif Variables.Name == 'Ada' %}b{% else %}c{% endif %}", "b" },
        { "{% unless Variables.None %}x{% endunless %}{% unless true %}y{% else %}z{% endunless %}", "xz" },
        { "{% if 0 %}zero is true{% endif %}{% if '' %}, and so is an empty text{% endif %}",
            "zero is true, and so is an empty text" },
        { "{% if true or false and false %}This evaluates to true{% endif %}", "This evaluates to true" },
        { "{% if true and false and false or true %}a{% else %}b{% endif %}", "b" },
        { "{% if Variables.Lines contains 'b' and Variables.Name contains 'd' %}y{% endif %}", "y" },
        { "{% if Variables.None == blank and '' == empty and '  ' == blank %}y{% endif %}", "y" },
        { "{% if Variables.Lines == empty %}y{% else %}n{% endif %}{% if Variables.Lines != empty %}y{% endif %}",
            "ny" },
        { "{% if 'a' < 'b' and 1 <> 2 and 2 >= 2.0 %}y{% endif %}", "y" },
        { "{% if Variables.None > 1 or Variables.None < 1 %}y{% else %}n{% endif %}", "n" },
        { "{% case Variables.Name %}{% when 'Bob' %}b{% when 'Eve', 'Ada' %}a{% else %}c{% endcase %}", "a" },
        { "{% case 3 %}{% when 1 or 3 %}y{% endcase %}", "y" },
        { "{% case 9 %} ignored {% when 1 %}a{% else %}e{% endcase %}", "e" },
        { "{% for x in Variables.Lines %}{{ x }}{% endfor %}", "abcdef" },
        { "{% for x in Variables.Lines limit:2 offset:2 %}{{ x }}{% endfor %}", "cd" },
        { "{% for x in Variables.Lines reversed limit: 2 %}{{ x }}{% endfor %}", "ba" },
        { "{% for i in (1..4) %}{% if i == 4 %}{% break %}{% else %}{{ i }}{% endif %}{% endfor %}", "123" },
        { "{% for i in (1..5) %}{% if i == 4 %}{% continue %}{% else %}{{ i }}{% endif %}{% endfor %}", "1235" },
        { "{% for x in Variables.None %}x{% else %}none{% endfor %}", "none" },
        { "{% for x in (1..2) %}{{ forloop.index }}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ "
            + "forloop.first }}{{ forloop.last }}{{ forloop.length }} {% endfor %}", "1021truefalse2 2110falsetrue2 " },
        { "{% for x in (1..2) %}{% for y in (1..2) %}{{ forloop.parentloop.index }}{{ y }} {% endfor %}{% endfor %}{{ x }}",
            "11 12 21 22 " },
        { "{% assign n = 3 %}{% for i in (1..n) %}{{ i }}{% endfor %}", "123" },
        { "{% assign x = 'a,b' | split: ',' %}{{ x[1] }}", "b" },
        { "{% capture c %}<{{ Variables.Name }}>{% endcapture %}{{ c }}{{ c }}", "<Ada><Ada>" },
        { "{% increment n %}{% increment n %}{% increment n %}{% decrement m %}{% decrement m %}", "012-1-2" },
        { "{% assign v = 10 %}{% increment v %}{% increment v %}{{ v }}", "0110" },
        { "a{% comment %} {{ x }} {% if %} {% endcomment %}b{% # a note %}c", "abc" },
        { "{% raw %}{{ x }} {% if %}{% endraw %}", "{{ x }} {% if %}" },
        { "{% echo 'x' | upcase %}", "X" },
        { "a \n {{- 1 -}} \n b", "a1b" },
        { "<ul>\n{%- for x in (1..2) %}\n<li>{{ x }}</li>\n{%- endfor %}\n</ul>",
            "<ul>\n<li>1</li>\n<li>2</li>\n</ul>" },
        { "{%- if true -%} y {%- endif -%} ", "y" },
        { "{% cycle 'one', 'two', 'three' %}{% cycle 'one', 'two', 'three' %}{% cycle 'one', 'two', 'three' %}{% cycle "
            + "'one', 'two', 'three' %}", "onetwothreeone" },
        { "{{ '}}' }}{{ \"%}\" }}", "}}%}" },
        { "{ { } } {x} %}", "{ { } } {x} %}" },
        { "", "" },
        { "{{}}", "" },
        { "{", "{" },
        { "è € 😀", "è € 😀" },
        { "{% for p in Variables.Products[1] %}{{ p[0] }}={{ p[1] }};{% endfor %}",
            "title=Spatula;type=kitchen;price=5;sold=true;" },
        { "{{ Variables.When }}", "2015-07-17 15:04:05Z" },
    };

    [Theory, MemberData(nameof(Templates))]
    public void A_template_renders_as_documented(string template, string expected) => Assert.Equal(expected, Render(template));

    public static TheoryData<string, string, int, int> Refused => new()
    {
        { "{% include 'x' %}", "include is not known here: a template stands alone; write the text itself.", 1, 1 },
        { "a\n {% render 'x' %}", "render is not known here: a template stands alone; write the text itself.", 2, 2 },
        { "{% foo %}", "The tag foo is not known here.", 1, 1 },
        { "{{ 1 | foo }}", "The filter foo is not known here.", 1, 8 },
        { "{{ 1", "The '{{' here has no closing '}}'.", 1, 1 },
        { "{% if true %}x", "The tag if has no {% endif %}.", 1, 1 },
        { "{% endif %}", "The tag endif closes nothing that is open.", 1, 1 },
        { "{% for x in y %}{% endif %}", "Found endif, expected endfor.", 1, 17 },
        { "{% raw %}x", "The tag raw has no {% endraw %}.", 1, 1 },
        { "{{ 1 2 }}", "Found '2', expected the end.", 1, 6 },
        { "{{ | upcase }}", "Found '|', expected a value.", 1, 4 },
        { "{% assign x %}", "After the name there must be '='.", 1, 13 },
        { "{% for x y %}", "After the name there must be 'in'.", 1, 10 },
        { "{{ 1 | divided_by: 0 }}", "Nothing can be divided by zero.", 1, 8 },
        { "{{ 1 | plus }}", "The filter needs 1 value after the colon.", 1, 8 },
        { "{% tablerow x in y %}{% endtablerow %}", "tablerow is not known here: write the rows with for.", 1, 1 },
        { "{{ 'x }}", "The '{{' here has no closing '}}'.", 1, 1 },
        { "{% for x in y foo %}{% endfor %}", "After the list there may be reversed, limit: and offset:.", 1, 15 },
        { "{{ (1) }}", "Found ')', expected '..': brackets hold a range such as (1..5).", 1, 6 },
        { "{{ 79228162514264337593543950335 | times: 10 }}", "This cannot be computed with the values it has.", 1, 36 },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_not_known_is_refused_with_a_sentence_and_its_place(string template, string sentence, int line, int column)
    {
        var exception = Assert.Throws<ExpressionException>(() => Render(template));
        Assert.Equal((sentence, line, column), (exception.Message, exception.Line, exception.Column));
    }

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", "made more than")]
    [InlineData("{% for i in (1..9223372036854775807) %}x{% endfor %}", "made more than")]
    [InlineData("{% for i in (1..100000) %}{% for j in (1..100000) %}{% endfor %}{% endfor %}", "")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}", "made more than")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..100) %}{% assign s = s | replace: 'x', s %}{% endfor %}", "made more than")]
    [InlineData("{% assign s = '1,2,3' | split: ',' %}{% for i in (1..100) %}{% assign s = s | concat: s %}{% endfor %}", "made more than")]
    [InlineData("{% for i in (1..100000) %}{% capture s %}{{ s }}{{ s }}x{% endcapture %}{% endfor %}", "made more than")]
    public void A_greedy_template_is_stopped_with_a_sentence(string template, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ExpressionException>(() => Render(template)).Message, StringComparison.Ordinal);

    [Theory, InlineData("{% if true %}"), InlineData("{% for x in y %}"), InlineData("{{ (("), InlineData("{% case x %}{% when 1 %}"),
        InlineData("{% capture x %}")]
    public void Nesting_without_end_is_a_sentence(string part) =>
        Assert.Throws<ExpressionException>(() => Render(string.Concat(Enumerable.Repeat(part, 900_000 / part.Length))));

    [Theory, InlineData("{{ a", ".b", "}}"), InlineData("{{ a", "[1]", "}}"), InlineData("{{ a", "|upcase", "}}"),
        InlineData("{% if a", " and a", "%}{% endif %}"), InlineData("", "{{ a }}", ""), InlineData("{{ a", "[a", "}}")]
    public void A_row_without_end_is_a_text_or_a_sentence(string first, string part, string last)
    {
        try
        {
            Render(first + string.Concat(Enumerable.Repeat(part, 500_000 / part.Length)) + last);
        }
        catch (ExpressionException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }
}
