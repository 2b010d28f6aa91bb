using Cer.Workflows.Expressions;

namespace Cer.Workflows.Tests.Expressions.JavaScript;

/// <summary>No script takes the machine along.</summary>
public class LimitTests
{
    public static TheoryData<string, string> Greedy => new()
    {
        { "for (;;) {}", "steps" },
        { "while (true) ;", "steps" },
        { "const f = () => f(); f()", "calls went deeper than 200" },
        { "const f = () => [1].map(f); f()", "calls went deeper than 200" },
        { "const f = n => { try { f(n + 1) } catch (e) { f(n) } finally { f(0) } }; f(0)",
            "calls went deeper than 200" },
        { "'x'.repeat(1e9)", "too long" },
        { "'x'.repeat(4e7)", "bytes" },
        { "new Array(9e6)", "bytes" },
        { "const a = []; a.length = 9000000", "bytes" },
        { "const a = []; a[8999999] = 1", "bytes" },
        { "new Array(1e9)", "Invalid array length" },
        { "const a = []; for (;;) a.push('y')", "" },
        { "const a = []; for (;;) a.push({ b: 1, c: [] })", "bytes" },
        { "const o = {}; for (let i = 0; ; i++) o['k' + i] = i", "" },
        { "let s = 'x'; for (;;) s += s", "bytes" },
        { "let s = 'x'; for (;;) s = s.concat(s)", "bytes" },
        { "let s = 'x'; for (;;) s = `${s}${s}`", "bytes" },
        { "let a = [1]; for (;;) a = [...a, ...a]", "bytes" },
        { "let a = [1]; for (;;) a = a.concat(a)", "bytes" },
        { "const s = 'x'.repeat(1e6); const a = []; for (;;) a.push(s + a.length)", "bytes" },
        { "let s = 'x'.repeat(1e6), a = []; for (;;) { s += 'y'; a.push(s) }", "bytes" },
        { "'x'.padEnd(1e8)", "bytes" },
        { "'x'.repeat(1e6).split('').map(c => c.repeat(100))", "bytes" },
        { "'ab'.repeat(1e5).replace(/a/g, '$`')", "bytes" },
        { "JSON.parse('['.repeat(100000))", "nested" },
        { "JSON.parse('[' + '1,'.repeat(1e7) + '1]')", "bytes" },
        { "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a)", "calls went deeper than 200" },
        { "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; String(a)", "calls went deeper than 200" },
        { "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; a.flat(Infinity)", "deep" },
        { "const a = []; a.push(a); a.join()", "calls went deeper than 200" },
        { "/(a+)+$/.test('a'.repeat(40) + 'b')", "takes too long" },
        { "'a'.repeat(40).match(new RegExp('^(a|aa)+$b'))", "takes too long" },
        { "const a = Array(1000).fill(0); a.sort(() => { for (;;) ; })", "steps" },
        { "Array.from({ length: 1e9 })", "" },
        { "const m = new Map(); for (let i = 0; ; i++) m.set(i, i)", "bytes" },
        { "[...Array(3000).keys()].map(i => i).sort((a, b) => a - b).forEach(function f() { f() })",
            "calls went deeper than 200" },
    };

    [Theory, MemberData(nameof(Greedy))]
    public void A_greedy_script_is_stopped_with_a_sentence(string script, string sentence)
    {
        var exception = Assert.Throws<ExpressionException>(() => Ours.Evaluate(script));
        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Line > 0);
    }

    public static TheoryData<string, string> Deep => new()
    {
        { "(", "" },
        { "[", "" },
        { "{", "" },
        { "!", "1" },
        { "-(", "" },
        { "x=>", "1" },
        { "a?", "" },
        { "`${", "" },
        { "f(", "" },
        { "({a:", "" },
        { "if(1)", "" },
        { "for(;;)", "" },
        { "function f(){", "" },
        { "let [", "" },
        { "typeof ", "1" },
        { "new Map(", "" },
        { "a=", "1" },
        { "2**", "2" },
        { "await ", "1" },
        { "...", "" },
        { "try{", "" },
        { "switch(1){case 1:", "" },
        { "do ", "" },
        { "({[", "" },
        { "([a=", "" },
    };

    [Theory, MemberData(nameof(Deep))]
    public void A_megabyte_of_nesting_is_a_sentence_and_not_a_full_stack(string part, string last)
    {
        var text = string.Concat(Enumerable.Repeat(part, 900_000 / part.Length)) + last;
        Assert.Throws<ExpressionException>(() => Ours.Language.Read(text));
    }

    [Theory]
    [InlineData("1+")]
    [InlineData("a.b.")]
    [InlineData("1,")]
    [InlineData("1&&")]
    public void A_megabyte_in_a_row_is_a_value_or_a_sentence(string part)
    {
        var text = "const a = { b: 1 };" + string.Concat(Enumerable.Repeat(part, 400_000 / part.Length)) + "1".Replace("1",
            part.Contains('.') ? "b" : "1", StringComparison.Ordinal);
        try
        {
            Ours.Evaluate(text);
        }
        catch (ExpressionException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }

    [Fact]
    public void A_script_over_a_megabyte_is_not_read() =>
        Assert.Throws<ExpressionException>(() => Ours.Language.Read(new string(' ', 1_000_001)));

    [Fact]
    public void Time_is_a_limit()
    {
        var script = Ours.Language.Read("for (;;) {}");
        var limits = new ExpressionLimits(long.MaxValue, 100, 1000, TimeSpan.FromMilliseconds(50));
        var exception = Assert.Throws<ExpressionException>(
            () => script.Evaluate(new Lent(), limits, TestContext.Current.CancellationToken));
        Assert.Equal("The script was stopped: it took longer than 0.05 seconds.", exception.Message);
    }

    [Fact]
    public void A_cancelled_script_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var script = Ours.Language.Read("for (;;) {}");
        Assert.Throws<OperationCanceledException>(() => script.Evaluate(new Lent(), ExpressionLimits.Usual, source.Token));
    }

    [Fact]
    public void A_month_of_hours_becomes_a_table_within_the_usual_limits() => Assert.Equal(744, ((string)Ours.Evaluate(
        "let t = ''; for (let h = 0; h < 744; h++) t += h + ';' + (h * 1.25).toFixed(3) + ';' + 'x'.repeat(40) + "
            + "'\\n'; t")!).Count(c => c == '\n'));
}
