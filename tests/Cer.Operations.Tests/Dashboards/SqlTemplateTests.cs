using Cer.Operations.Dashboards.Sql;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Operations.Tests.Dashboards;

/// <summary>Macros and variables become parameters; only the length of a group is text, from a closed list.</summary>
public class SqlTemplateTests
{
    private static readonly Instant From = Instant.FromUtc(2026, 10, 24, 22, 0);
    private static readonly Instant To = Instant.FromUtc(2026, 10, 25, 23, 0);

    // Worked by hand: the statement of a file, the text for the database, the values beside it.
    public static TheoryData<string, string, string> Golden => new()
    {
        { "SELECT 1", "SELECT 1", "" },
        { "SELECT $__time(ts) FROM rep.x", "SELECT ts AS \"time\" FROM rep.x", "" },
        { "WHERE $__timeFilter(h.ts)", "WHERE h.ts BETWEEN $1 AND $2", "from to" },
        { "WHERE $__timeFilter( ts ) AND b < $__timeTo()", "WHERE ts BETWEEN $1 AND $2 AND b < $2", "from to" },
        { "$__timeTo()::timestamptz - $__timeFrom()::timestamptz", "$1::timestamptz - $2::timestamptz", "to from" },
        { "a = ${a:sqlstring} OR b = ${a:sqlstring}", "a = $1 OR b = $1", "x'y" },
        { "c IN (${many:sqlstring}) AND a = ${a:sqlstring}", "c IN ($1, $2, $3) AND a = $4", "1|2|'; drop|x'y" },
        { "c IN (${none:sqlstring})", "c IN ($1)", "null" },
        {
            "SELECT $__timeGroup(ts, '15m')", "SELECT to_timestamp(floor(extract(epoch FROM ts) / 900) * 900)", ""
        },
        {
            "SELECT $__timeGroupAlias(q.ts,'1h'), 1",
                "SELECT to_timestamp(floor(extract(epoch FROM q.ts) / 3600) * 3600) AS \"time\", 1", ""
        },
        // 25 hours in 60 points: half an hour is the first length that fits.
        {
            "SELECT $__timeGroup(ts, $__interval)", "SELECT to_timestamp(floor(extract(epoch FROM ts) / 1800) * 1800)", ""
        },
        { "ts > now() - interval '$__interval'", "ts > now() - interval '30m'", "" },
        { "'it''s' || \"a \"\" b\"", "'it''s' || \"a \"\" b\"", "" },
        { "'--' || '/*' || ';' || \"--\"", "'--' || '/*' || ';' || \"--\"", "" },
    };

    [Theory, MemberData(nameof(Golden))]
    public void A_statement_becomes_this_text_with_these_values(string sql, string text, string values)
    {
        var (template, faults) = SqlTemplate.Parse(sql);
        Assert.Empty(faults);
        var expanded = template!.Expand(new(From, To, 60), Values);
        Assert.Equal(text, expanded.Text);
        Assert.Equal(
            values,
            string.Join(values.Contains('|', StringComparison.Ordinal) ? '|' : ' ', expanded.Parameters.Select(value => value switch
            {
                null => "null",
                Instant at => at == From ? "from" : at == To ? "to" : "?",
                var other => (string)other,
            })));

        static IReadOnlyList<string> Values(string name) => name switch
        {
            "a" => ["x'y"],
            "many" => ["1", "2", "'; drop"],
            _ => [],
        };
    }

    [Theory]
    [InlineData("$")]
    [InlineData("a$b")]
    [InlineData("$a")]
    [InlineData("$$")]
    [InlineData("$1")]
    [InlineData("${a}")]
    [InlineData("${a:csv}")]
    [InlineData("${a:sqlstring")]
    [InlineData("${A:sqlstring}")]
    [InlineData("${__from:sqlstring}")]
    [InlineData("${a:sqlstring:raw}")]
    [InlineData("$__interval")]
    [InlineData("$__interval_ms")]
    [InlineData("$__timeFilter")]
    [InlineData("$__timeFilter()")]
    [InlineData("$__timeFilter(ts")]
    [InlineData("$__timeFilter(a, b)")]
    [InlineData("$__timeFilter(ts OR true)")]
    [InlineData("$__timeFilter(\"ts\")")]
    [InlineData("$__timeFrom(ts)")]
    [InlineData("$__timeGroup(ts)")]
    [InlineData("$__timeGroup(ts, '2h')")]
    [InlineData("$__timeGroup(ts, '1h', 0)")]
    [InlineData("$__timeGroup(ts, '1h'); x")]
    [InlineData("$__TIMEFILTER(ts)")]
    [InlineData("$__unixEpochFilter(ts)")]
    [InlineData("$__timeEpoch(ts)")]
    [InlineData("'$__timeFrom()'")]
    [InlineData("'$__intervals'")]
    [InlineData("'${a:sqlstring}'")]
    [InlineData("\"$__interval\"")]
    [InlineData("'open")]
    [InlineData("\"open")]
    [InlineData("U&'\\0061'")]
    [InlineData("a -- b")]
    [InlineData("a /* b */")]
    [InlineData("a; b")]
    [InlineData("a \0 b")]
    public void What_is_not_understood_wholly_is_refused(string sql)
    {
        var (template, faults) = SqlTemplate.Parse($"SELECT {sql}");
        Assert.Null(template);
        Assert.All(faults, fault => Assert.Matches("^found .*, expected ", fault.Sentence));
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void No_value_and_no_time_ever_enters_the_text()
    {
        const string Sql = "SELECT $__timeGroupAlias(ts, $__interval), v FROM rep.x WHERE $__timeFilter(ts) AND a = ${a:sqlstring}"
            + " AND b IN (${b:sqlstring}) AND c > $__timeFrom() ORDER BY 1";
        var template = SqlTemplate.Parse(Sql).Template!;
        var plain = template.Expand(new(From, To), name => [name]);
        var words = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => text.Get);
        var cases = from one in words
                    from seconds in Gen.Choose(0, int.MaxValue / 2)
                    from length in Gen.Choose(1, 25 * 3600)
                    select (one, seconds, length);
        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            var from = Instant.FromUnixTimeSeconds(drawn.seconds);
            var range = new SqlRange(from, from + Duration.FromSeconds(drawn.length), 10_000_000);
            var expanded = template.Expand(range, name => name == "a" ? [drawn.one] : [drawn.one + "b"]);
            // Equal but for the length of groups, which is a minute in both: whatever was drawn is beside the text.
            Assert.Equal(plain.Text.Replace("/ 300) * 300", "/ 60) * 60", StringComparison.Ordinal), expanded.Text);
            Assert.Equal([range.From, range.To, drawn.one, drawn.one + "b"], expanded.Parameters);
            Assert.DoesNotContain(expanded.Text, letter => letter is '\0' or '\'');
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void However_many_values_there_are_the_text_tells_only_their_number()
    {
        var template = SqlTemplate.Parse("SELECT 1 FROM rep.x WHERE a IN (${a:sqlstring})").Template!;
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), drawn =>
        {
            string[] values = [.. drawn.Select(value => value.Get)];
            var expanded = template.Expand(new(From, To), _ => values);
            var places = string.Join(", ", Enumerable.Range(1, Math.Max(1, values.Length)).Select(place => $"${place}"));
            Assert.Equal($"SELECT 1 FROM rep.x WHERE a IN ({places})", expanded.Text);
            object?[] expected = values.Length == 0 ? [null] : [.. values];
            Assert.Equal(expected, expanded.Parameters);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_a_file_says_is_read_or_refused_and_leaves_no_dollar_but_of_places()
    {
        var pieces = Gen.Elements(
            "$", "{", "}", "(", ")", "'", "\"", "$__", "$__timeFilter(ts)", "${a:sqlstring}", "$__interval", "ts", " ",
                ",", "--", ";", "é", "1", ":", "\n");
        Prop.ForAll(pieces.ArrayOf().ToArbitrary(), drawn =>
        {
            var (template, faults) = SqlTemplate.Parse(string.Concat(drawn));
            if (template is null)
            {
                Assert.NotEmpty(faults);
                return;
            }

            var text = template.Expand(new(From, To), _ => ["x"]).Text;
            for (var place = text.IndexOf('$', StringComparison.Ordinal); place >= 0; place = text.IndexOf('$', place + 1))
                Assert.True(place + 1 < text.Length && char.IsAsciiDigit(text[place + 1]), text);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(3600, 1000, "1m")]
    [InlineData(86_400, 100, "15m")]
    [InlineData(86_400, 48, "30m")]
    [InlineData(30 * 86_400, 1000, "1h")]
    [InlineData(30 * 86_400, 0, "1h")]
    public void The_length_of_groups_follows_the_width_and_is_at_most_an_hour(int seconds, int points, string expected) =>
        Assert.Equal(expected, new SqlRange(From, From + Duration.FromSeconds(seconds), points).Interval);
}
