using Cer.Database.Tests;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Storage.People;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Cer.Dashboards.Tests;

/// <summary>Runs statements of dashboards under the role they have in life.</summary>
internal sealed class PanelRoom : IAsyncDisposable
{
    private readonly NpgsqlDataSource _rep;
    private readonly NpgsqlDataSource _member;
    private readonly IReadOnlyDictionary<string, string> _tokens;
    private readonly string _community;

    private PanelRoom(TestDatabase database, CommunityId community, Dictionary<string, string> tokens)
    {
        _rep = NpgsqlDataSource.Create(database.RepAddress);
        _member = NpgsqlDataSource.Create(database.MemberAddress);
        (_tokens, _community) = (tokens, $"{community.Value}");
    }

    /// <summary>Lets members in; the first of them asks where nobody else is named.</summary>
    public static async Task<PanelRoom> OpenAsync(TestDatabase database, CommunityId community, params string[] members)
    {
        var people = new PeopleStore(database.App);
        Dictionary<string, string> tokens = [];
        foreach (var member in members)
        {
            await using var ask = database.Admin.CreateCommand("select id from core.member where community_id = $1 and code = $2");
            ask.Parameters.Add(new() { Value = community.Value });
            ask.Parameters.Add(new() { Value = member });
            var number = (int)(await ask.ExecuteScalarAsync())!;
            var invite = await people.AddAsync(
                new($"socio-{member}", "Persona inventata", null, [new(Role.Member, community, null, number)]),
                SecretToken.New(), "test", CancellationToken.None);
            var person = await people.AcceptAsync(invite!.Token, PasswordHash.Of("una frase inventata"), CancellationToken.None);
            var token = SecretToken.New();
            await new SessionStore(database.App).OpenAsync(person!.Value, token, CancellationToken.None);
            tokens[member] = token.Text;
        }

        return new(database, community, tokens);
    }

    /// <summary>The answer to a panel's query; every variable has its first value, or all of them if it takes several.</summary>
    public async Task<PanelRows> AskAsync(Board board, SqlTemplate sql, SqlRange range, string? member = null)
    {
        var values = await ValuesAsync(board, range);
        return await RowsAsync(board.Audience, sql.Expand(range, name => values[name]), member);
    }

    /// <summary>The answer that Grafana would have, which writes values into the text.</summary>
    public async Task<PanelRows> AskAsGrafanaAsync(Board board, string sql, SqlRange range, string? member = null)
    {
        var values = await ValuesAsync(board, range);
        return await RowsAsync(board.Audience, new(GrafanaText.Of(sql, range, name => values[name]), []), member);
    }

    private async Task<Dictionary<string, IReadOnlyList<string>>> ValuesAsync(Board board, SqlRange range)
    {
        Dictionary<string, IReadOnlyList<string>> values = [];
        foreach (var variable in board.Variables.Where(variable => variable.Query is not null))
        {
            var found = await RowsAsync(board.Audience, variable.Query!.Expand(range, name => values[name]));
            string[] offered = [.. found.Rows.Select(row => (string)row[0]!)];
            values[variable.Name] = variable.Name == BoardVariable.Community ? [_community]
                : variable.IsMulti ? offered : [offered[0]];
        }

        return values;
    }

    public async Task<PanelRows> RowsAsync(Audience audience, ExpandedSql sql, string? member = null)
    {
        await using var connection = await (audience == Audience.Member ? _member : _rep).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (audience == Audience.Member)
        {
            await using var enter = new NpgsqlCommand("select set_config('cer.session', $1, true)", connection);
            enter.Parameters.Add(new() { Value = member is null ? _tokens.Values.First() : _tokens[member] });
            await enter.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql.Text, connection);
        foreach (var value in sql.Parameters)
            command.Parameters.Add(value is Instant instant
                ? new() { Value = instant.ToDateTimeUtc(), NpgsqlDbType = NpgsqlDbType.TimestampTz }
                : new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount)
            .Select(i => new PanelColumn(reader.GetName(i), reader.GetFieldType(i))).ToArray();
        List<object?[]> rows = [];
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return new(columns, rows);
    }

    public async ValueTask DisposeAsync()
    {
        await _rep.DisposeAsync();
        await _member.DisposeAsync();
    }
}
