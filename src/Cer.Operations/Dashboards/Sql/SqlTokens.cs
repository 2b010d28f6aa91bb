namespace Cer.Operations.Dashboards.Sql;

/// <summary>Cuts a statement into pieces, as PostgreSQL and the macros of its Grafana data source do.</summary>
/// <remarks>The arguments of a macro end at the first closing parenthesis; texts have no escapes but the doubled mark.</remarks>
internal static class SqlTokens
{
    public static IReadOnlyList<SqlToken> Of(string sql)
    {
        List<SqlToken> tokens = [];
        var (place, depth) = (0, 0);
        while (place < sql.Length)
        {
            if (char.IsWhiteSpace(sql[place]))
            {
                place++;
                continue;
            }

            if (sql[place] == ')') depth--;
            var token = At(sql, place, depth);
            if (sql[place] == '(') depth++;
            tokens.Add(token);
            place = token.End;
        }

        return tokens;
    }

    private static SqlToken At(string sql, int start, int depth)
    {
        var first = sql[start];
        var second = start + 1 < sql.Length ? sql[start + 1] : '\0';
        return (first, second) switch
        {
            ('-', '-') or ('/', '*') => Whole(SqlTokenKind.Stray, sql.Length),
            (';', _) => Whole(SqlTokenKind.Stray, start + 1),
            ('\'', _) => Quoted(SqlTokenKind.Text),
            ('"', _) => Quoted(SqlTokenKind.Name),
            ('$', '{') => Variable(),
            ('$', '_') => Macro(),
            ('$', _) => Whole(SqlTokenKind.Stray, WordEnd(start + 1)),
            _ when char.IsAsciiDigit(first) => Whole(SqlTokenKind.Number, NumberEnd()),
            _ when IsLetter(first) => Whole(SqlTokenKind.Word, WordEnd(start)),
            _ => Whole(char.IsControl(first) ? SqlTokenKind.Stray : SqlTokenKind.Symbol, start + 1),
        };

        SqlToken Whole(SqlTokenKind kind, int end) => new(kind, start, sql[start..Math.Max(end, start + 1)], depth);

        SqlToken Quoted(SqlTokenKind kind)
        {
            // E'…', U&'…' and the like have escapes of their own.
            if (start > 0 && (IsLetter(sql[start - 1]) || sql[start - 1] == '&')) return Whole(SqlTokenKind.Stray, start + 1);
            for (var end = start + 1; end < sql.Length; end++)
            {
                if (sql[end] != first) continue;
                if (end + 1 < sql.Length && sql[end + 1] == first) end++;
                else return Whole(kind, end + 1);
            }

            return Whole(SqlTokenKind.Stray, sql.Length);
        }

        SqlToken Variable()
        {
            var end = sql.IndexOf('}', start);
            if (end < 0) return Whole(SqlTokenKind.Stray, sql.Length);
            var inner = sql[(start + 2)..end].Split(':', 2);
            return Whole(SqlTokenKind.Variable, end + 1) with
            {
                Name = inner[0],
                Argument = inner.Length == 2 ? inner[1] : null,
            };
        }

        SqlToken Macro()
        {
            var name = WordEnd(start + 1);
            var token = Whole(SqlTokenKind.Macro, name) with { Name = sql[(start + 1)..name] };
            if (name >= sql.Length || sql[name] != '(') return token;
            var end = sql.IndexOf(')', name);
            return end < 0
                ? Whole(SqlTokenKind.Stray, sql.Length)
                : token with { Text = sql[start..(end + 1)], Argument = sql[(name + 1)..end].Trim() };
        }

        int WordEnd(int from)
        {
            var end = from;
            while (end < sql.Length && (IsLetter(sql[end]) || char.IsAsciiDigit(sql[end]))) end++;
            return end;
        }

        int NumberEnd()
        {
            var end = start;
            while (end < sql.Length && (char.IsAsciiDigit(sql[end]) || sql[end] == '.')) end++;
            return end;
        }
    }

    private static bool IsLetter(char one) => one == '_' || char.IsLetter(one);
}
