using Cer.Workflows.Expressions;
using System.Globalization;

namespace Cer.Workflows.Tests.Expressions.JavaScript;

/// <summary>What goes in and out of a script.</summary>
public class HostTests
{
    [Theory]
    [InlineData("int", "x", 5)]
    [InlineData("int", "x + 1", 6.0)]
    [InlineData("long", "x", 9007199254740993L)]
    [InlineData("int", "typeof x + (x === 5) + [4, 5].includes(x) + `${x}` + x.toFixed(1)", "numbertruetrue55.0")]
    [InlineData("long", "String(x)", "9007199254740993")]
    [InlineData("decimal", "x * 2", 2.5)]
    [InlineData("decimal", "'' + x", "1.25")]
    [InlineData("date", "x instanceof Date && x.getTime()", 1000.0)]
    [InlineData("date", "x - new Date(0)", 1000.0)]
    [InlineData("date", "x.toISOString() + (x === x)", "1970-01-01T00:00:01.000Ztrue")]
    [InlineData("span", "'' + x", "01:30:00")]
    [InlineData("guid", "x + ''", "00000000-0000-0000-0000-000000000001")]
    [InlineData("bytes", "'' + x + x.length + x[1]", "AQID32")]
    [InlineData("null", "x", null)]
    [InlineData("int", "undefined", null)]
    [InlineData("int", "[typeof x, typeof nothing].join()", "number,undefined")]
    public void A_value_of_the_run_is_itself_until_it_is_computed_with(string kind, string script, object? expected)
    {
        object? value = kind switch
        {
            "int" => 5,
            "long" => 9007199254740993L,
            "decimal" => 1.250m,
            "date" => DateTimeOffset.UnixEpoch.AddSeconds(1).ToOffset(TimeSpan.FromHours(2)),
            "span" => TimeSpan.FromMinutes(90),
            "guid" => new Guid("00000000-0000-0000-0000-000000000001"),
            "bytes" => new byte[] { 1, 2, 3 },
            _ => null,
        };
        Assert.Equal(expected, Ours.Evaluate(script, ("x", value)));
    }

    [Fact]
    public void Variables_are_read_and_written()
    {
        var values = new Dictionary<string, object?> { ["Count"] = 1, ["Lines"] = new List<object?> { "a" } };
        var variables = new LentObject(values);
        Assert.Equal(3.0, Ours.Evaluate("variables.Count += 2; variables.Lines.push('b'); variables.Count", ("variables", variables)));
        Assert.Equal(3.0, values["Count"]);
        Assert.Equal(["a", "b"], (List<object?>)values["Lines"]!);
        var refused = Assert.Throws<ExpressionException>(() => Ours.Evaluate("let a;\nvariables.Other = 1", ("variables", variables)));
        Assert.Equal(("There is no variable Other.", 2), (refused.Message, refused.Line));
    }

    [Fact]
    public void Nothing_of_the_scripts_own_kind_stays_in_the_run()
    {
        var list = new List<object?>();
        var value = (OrderedDictionary<string, object?>)Ours.Evaluate(
            "l.push(new Date(0), undefined, new Map([['a', 1]]), new Set([2]), /x/g); ({ d: new Date(0), f: () => 1, u: "
                + "undefined, e: new Error('m'), l })",
            ("l", list))!;
        Assert.Equal(DateTime.UnixEpoch, list[0]);
        Assert.Null(list[1]);
        Assert.Equal(1.0, ((OrderedDictionary<string, object?>)list[2]!)["a"]);
        Assert.Equal([2.0], (List<object?>)list[3]!);
        Assert.Equal("/x/g", list[4]);
        Assert.Equal(["d", "e", "l"], value.Keys);
        Assert.Same(list, value["l"]);
        Assert.Equal("m", ((OrderedDictionary<string, object?>)value["e"]!)["message"]);
    }

    [Fact]
    public void A_lent_function_is_called_with_values_of_the_run()
    {
        IReadOnlyList<object?> given = [];
        HostFunction function = arguments => { given = arguments; return 7; };
        Assert.Equal(7, Ours.Evaluate("await f(1, 'a', undefined, new Date(0), [new Date(0)])", ("f", function)));
        Assert.Equal([1.0, "a", null, DateTime.UnixEpoch], given.Take(4));
        Assert.Equal([DateTime.UnixEpoch], (List<object?>)given[4]!);
        HostFunction fails = _ => throw new ExpressionException("The name is unknown.");
        Assert.Equal("The name is unknown.", Ours.Evaluate("try { f() } catch (e) { e.message }", ("f", fails)));
        var exception = Assert.Throws<ExpressionException>(() => Ours.Evaluate("1;\n  f()", ("f", fails)));
        Assert.Equal(("The name is unknown.", 2, 3), (exception.Message, exception.Line, exception.Column));
    }

    [Fact]
    public void A_function_cannot_leave_the_script() =>
        Assert.StartsWith("TypeError: A function cannot be handed",
            Assert.Throws<ExpressionException>(() => Ours.Evaluate("() => 1")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_log_goes_where_the_scope_says()
    {
        var said = new List<object?>();
        HostFunction log = arguments => { said.AddRange(arguments); return null; };
        Ours.Evaluate("console.log('a', 1)", ("console.log", log));
        Assert.Equal(["a", 1.0], said);
        Assert.Null(Ours.Evaluate("console.log('nobody listens')"));
    }

    [Fact]
    public void The_clock_and_the_zone_are_those_of_the_run()
    {
        HostFunction now = _ => new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero);
        Assert.Equal(1774744200000.0, Ours.Evaluate("Date.now()", ("$now", now)));
        Assert.Equal("2026-03-29T00:30:00.000Z", Ours.Evaluate("new Date().toISOString()", ("$now", now)));
        // Rome loses 2:00 to 3:00 that night: half past one is UTC+1, half past three UTC+2.
        Assert.Equal("2026-03-29T00:30:00.000Z 2026-03-29T01:30:00.000Z 3 -120", Ours.Evaluate(
            "const a = new Date(2026, 2, 29, 1, 30), b = new Date(2026, 2, 29, 3, 30); [a.toISOString(), "
                + "b.toISOString(), b.getHours(), b.getTimezoneOffset()].join(' ')",
            ("$timeZone", "Europe/Rome")));
        Assert.Contains("expected one such as Europe/Rome",
            Assert.Throws<ExpressionException>(() => Ours.Evaluate("new Date().getHours()", ("$timeZone", "Mars"))).Message,
                StringComparison.Ordinal);
    }

    [Fact]
    public void One_script_can_be_evaluated_by_many_at_once()
    {
        var script = Ours.Language.Read("let s = 0; for (let i = 0; i < 200; i++) s += i * n; /1/g.test('1'); s");
        Parallel.For(0, 50, n => Assert.Equal(19900.0 * n, script.Evaluate(
            new Lent(new Dictionary<string, object?> { ["n"] = n }), ExpressionLimits.Usual, CancellationToken.None)));
    }

    [Theory, InlineData("it-IT"), InlineData("tr-TR"), InlineData("ar-SA")]
    public void The_machines_language_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal("1.5|1.50|0.1|-1|ISTANBUL|1e-7|2026-03-05T00:00:00.000Z", Ours.Evaluate(
                "[1.5, 1.5.toFixed(2), '0.1' * 1, -1, 'istanbul'.toUpperCase(), 1e-7, new Date('2026-03-05').toISOString()].join('|')"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
