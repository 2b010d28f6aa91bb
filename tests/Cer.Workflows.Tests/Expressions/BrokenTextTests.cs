using Cer.Workflows.Expressions;
using Cer.Workflows.Expressions.CSharp;
using Cer.Workflows.Expressions.JavaScript;
using Cer.Workflows.Expressions.Liquid;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Workflows.Tests.Expressions;

/// <summary>Whatever is written, there is a value or a sentence, and nothing else.</summary>
public class BrokenTextTests
{
    private static readonly ExpressionLimits Small = new(20_000, 60, 1 << 20, TimeSpan.FromSeconds(20));

    private static readonly string[] Scripts =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Expressions", "JavaScript", "scripts"),
            "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines),
    ];

    private static readonly string[] Templates =
    [
        "{% for x in Variables.Lines limit:2 offset:2 reversed %}{{ x | upcase | slice: 0, 2 }}{% else %}-{% endfor "
            + "%}{%- if a == b and c contains 'd' -%}x{% elsif 1 < 2 %}y{% endif %}",
        "{% case x %}{% when 1, 'b' %}{% endcase %}{% assign y = 'a,b' | split: ',' | sort | join %}{% capture z %}{{ y "
            + "| date: '%Y-%m' | default: 5, allow_false: true }}{% endcapture %}",
        "{% raw %}{{ {% endraw %}{% comment %}x{% endcomment %}{{ (1..5) | sum }}{{ 1.5 | divided_by: 2 | round: 1 | "
            + "json }}{% cycle 1, 2 %}{% increment n %}",
    ];

    private static readonly string[] Sharp =
    [
        "return $\"{Variables.X:F2} {1 + 2,5} {{}} {(true ? \"a\" : \"b\")}\";",
            "Variables.Get<int>(\"x\") / 2 * (3 - 1) % 4 ?? GetVariable<string>(\"y\").Substring(1, 2).ToUpper()",
        "(int)1.5 + (long)2 << 3 == 4 && !true || \"a\" + 'b' != @\"c\" ? Math.Round(1.25m, 1) : "
            + "DateTimeOffset.UtcNow.AddDays(1).Year", "x?.y.z[0].Contains(\"a\") & string.Join(\",\", Variables.Lines) == null",
    ];

    private static void Holds(IScriptLanguage language, string text)
    {
        try
        {
            language.Read(text).Evaluate(new Lent(new Dictionary<string, object?>
            {
                ["Variables"] = new OrderedDictionary<string,
                    object?>
                { ["X"] = 5, ["Lines"] = new List<object?> { "a", 1, null, DateTimeOffset.UnixEpoch } },
                ["x"] = DateTimeOffset.UnixEpoch,
                ["a"] = Guid.Empty,
                ["b"] = TimeSpan.FromHours(1),
                ["c"] = new byte[] { 1 },
                ["d"] = 1.5m,
            }), Small, CancellationToken.None);
        }
        catch (ExpressionException exception)
        {
            Assert.NotEmpty(exception.Message);
            Assert.True(exception.Line > 0, $"No place: {exception.Message}\n{text}");
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{exception.GetType().Name} {exception.Message} of\n{text}\n{exception.StackTrace}");
        }
    }

    private static string Broken(Random random, string[] samples)
    {
        var text = samples[random.Next(samples.Length)];
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--)
        {
            var at = random.Next(text.Length);
            var count = random.Next(1, Math.Min(6, text.Length - at + 1));
            var other = samples[random.Next(samples.Length)];
            var from = random.Next(other.Length);
            var piece = other.Substring(from, random.Next(Math.Min(12, other.Length - from) + 1));
            text = random.Next(4) switch
            {
                0 => text.Remove(at, count),
                1 => text.Insert(at, piece),
                2 => text.Remove(at, count).Insert(at, piece),
                _ => text[..at],
            };
        }
        return text;
    }

    [Fact]
    public void Broken_JavaScript_gives_a_value_or_a_sentence() => Many(new JavaScriptLanguage(TimeProvider.System), Scripts, 15_000);

    [Fact]
    public void Broken_Liquid_gives_a_text_or_a_sentence() => Many(new LiquidLanguage(TimeProvider.System), Templates, 10_000);

    [Fact]
    public void Broken_CSharp_gives_a_value_or_a_sentence() => Many(new CSharpLanguage(TimeProvider.System), Sharp, 10_000);

    private static void Many(IScriptLanguage language, string[] samples, int count)
    {
        samples = [.. samples.Where(sample => sample.Length > 0)];
        var random = new Random(42);
        for (var i = 0; i < count; i++) Holds(language, Broken(random, samples));
    }

    [Fact]
    public void Any_text_at_all_gives_a_value_or_a_sentence() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        Holds(new JavaScriptLanguage(TimeProvider.System), text.Get);
        Holds(new LiquidLanguage(TimeProvider.System), text.Get);
        Holds(new CSharpLanguage(TimeProvider.System), text.Get);
    }).QuickCheckThrowOnFailure();
}
