using System.Collections.Immutable;
using System.Text;
using NodaTime;

namespace Cer.Operations.Dashboards.Sql;

/// <summary>A statement of a dashboard file, its macros and variables understood: expanded by parameters, never by text.</summary>
/// <remarks>Names and meaning of the macros: Grafana's documentation of its PostgreSQL data source.</remarks>
public sealed class SqlTemplate
{
    public const string Interval = "__interval";

    private readonly string _sql;
    private readonly ImmutableArray<SqlToken> _tokens;
    private readonly ImmutableArray<SqlToken> _places;

    private SqlTemplate(string sql, IReadOnlyList<SqlToken> tokens)
    {
        (_sql, _tokens) = (sql, [.. tokens]);
        _places = [.. tokens.Where(token => token.Kind is SqlTokenKind.Macro or SqlTokenKind.Variable || HasInterval(token))];
        Variables = [.. tokens.Where(token => token.Kind == SqlTokenKind.Variable).Select(token => token.Name).Distinct()];
    }

    /// <summary>The names of the variables in it.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Whether it looks at the span that is shown: one that does not tells what is now.</summary>
    public bool UsesTime => _places.Any(place => place.Name is "__timeFilter" or "__timeFrom" or "__timeTo");

    /// <summary>Whether it depends on how many points fit.</summary>
    public bool UsesInterval => _places.Any(HasInterval);

    internal IReadOnlyList<SqlToken> Tokens => _tokens;

    /// <summary>Reads a statement, or says why it cannot be one of a dashboard.</summary>
    public static (SqlTemplate? Template, IReadOnlyList<SqlFault> Faults) Parse(string sql)
    {
        var tokens = SqlTokens.Of(sql);
        SqlFault[] faults = [.. tokens.Select(SqlWords.FaultOf).OfType<SqlFault>()];
        return faults.Length > 0 ? (null, faults) : (new(sql, tokens), []);
    }

    /// <summary>Puts the span and the values of the variables beside the text.</summary>
    public ExpandedSql Expand(SqlRange range, Func<string, IReadOnlyList<string>> valuesOf)
    {
        var text = new StringBuilder();
        List<object?> values = [];
        Dictionary<Instant, string> instants = [];
        Dictionary<string, string> variables = [];
        var written = 0;
        foreach (var place in _places)
        {
            text.Append(_sql, written, place.Start - written);
            text.Append(place.Kind switch
            {
                SqlTokenKind.Variable => variables.TryGetValue(place.Name, out var known)
                    ? known
                    : variables[place.Name] = List(valuesOf(place.Name)),
                SqlTokenKind.Macro => Macro(place),
                _ => SqlWords.IntervalPlace().Replace(place.Text, range.Interval),
            });
            written = place.End;
        }

        return new(text.Append(_sql, written, _sql.Length - written).ToString(), values);

        string Macro(SqlToken macro) => macro.Name switch
        {
            "__time" => $"{macro.Argument} AS \"time\"",
            "__timeFilter" => $"{macro.Argument} BETWEEN {At(range.From)} AND {At(range.To)}",
            "__timeFrom" => At(range.From),
            "__timeTo" => At(range.To),
            "__timeGroup" => Group(macro.Argument!),
            "__timeGroupAlias" => $"{Group(macro.Argument!)} AS \"time\"",
            _ => throw new InvalidOperationException($"Found the macro {macro.Name}, expected one that was let through."),
        };

        string Group(string argument)
        {
            var (column, length) = SqlWords.GroupOf(argument);
            var seconds = SqlRange.Seconds(length == $"${Interval}" ? range.Interval : length);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"to_timestamp(floor(extract(epoch FROM {column}) / {seconds}) * {seconds})");
        }

        string At(Instant instant) =>
            instants.TryGetValue(instant, out var known) ? known : instants[instant] = Next(instant);

        // A list without values matches nothing, as no value would.
        string List(IReadOnlyList<string> list) =>
            list.Count == 0 ? Next(null) : string.Join(", ", list.Select(value => Next(value)));

        string Next(object? value)
        {
            values.Add(value);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${values.Count}");
        }
    }

    private static bool HasInterval(SqlToken token) =>
        token.Kind is SqlTokenKind.Text or SqlTokenKind.Macro && SqlWords.IntervalPlace().IsMatch(token.Text);
}
