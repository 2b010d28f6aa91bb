using System.Globalization;
using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;
using Cer.Storage.Mine;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Cer.Storage.Dashboards;

/// <summary>Runs statements of dashboards as cer_rep, or as cer_member with the token of a session.</summary>
/// <remarks>
/// What protects is that the roles may read their views alone. Reading only, the time and the extended protocol, which takes one
/// statement, are seat belts.
/// </remarks>
public sealed class PanelQueries : IPanelQueries, IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How many statements run at once through each of the two ways in.</summary>
    public const int MostConnections = 16;

    // How long somebody waits for one of them; for a connection that is to be made; for a server that says nothing when a statement
    // should be over.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);
    private const int ConnectSeconds = 6;
    private const int SilenceSeconds = 7;

    private const string BeginSql = """
        select set_config('transaction_read_only', 'on', true), set_config('statement_timeout', $1, true)
        """;

    private const string MembersSql = "select private_members from rep.open_community limit 2";

    private readonly NpgsqlDataSource? _rep;
    private readonly NpgsqlDataSource? _member;
    private readonly SemaphoreSlim _freeRep = new(MostConnections);
    private readonly SemaphoreSlim _freeMember = new(MostConnections);
    private readonly string _patience;

    /// <param name="repAddress">The way in of the role cer_rep; null without one.</param>
    /// <param name="memberAddress">That of the role cer_member.</param>
    /// <param name="patience">How long a statement may take; <see cref="Patience" /> when left out.</param>
    public PanelQueries(string? repAddress, string? memberAddress, TimeSpan? patience = null)
    {
        var most = patience ?? Patience;
        (_rep, _member) = (Open(repAddress, most), Open(memberAddress, most));
        _patience = ((long)most.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    }

    public bool IsReady(Audience audience) => Source(audience) is not null;

    public async Task<PanelRun> RunAsync(
        Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation)
    {
        var free = audience == Audience.Member ? _freeMember : _freeRep;
        if (!await free.WaitAsync(Wait, cancellation)) return new PanelRun.Away(AwayReason.Busy);
        try
        {
            try
            {
                return await AskAsync(audience, sql, member, cancellation);
            }
            catch (Exception fault) when (WayFaults.IsOfOldConnection(fault, cancellation))
            {
                // A connection that was kept while the server went: a new one tells how things are.
                Ready(audience).Clear();
                return await AskAsync(audience, sql, member, cancellation);
            }
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.QueryCanceled && !cancellation.IsCancellationRequested)
        {
            return new PanelRun.TooLong();
        }
        catch (PostgresException fault) when (WayFaults.IsOfStatement(fault.SqlState))
        {
            return new PanelRun.Refused(fault.SqlState);
        }
        catch (Exception fault) when (WayFaults.Of(fault, cancellation) is { } reason)
        {
            return new PanelRun.Away(reason);
        }
        finally
        {
            free.Release();
        }
    }

    public async Task<IReadOnlyList<int>> MembersAsync(CancellationToken cancellation)
    {
        if (!await _freeRep.WaitAsync(Wait, cancellation)) throw new FiguresAwayException(AwayReason.Busy);
        try
        {
            try
            {
                return await CountAsync(cancellation);
            }
            catch (Exception fault) when (WayFaults.IsOfOldConnection(fault, cancellation))
            {
                Ready(Audience.Public).Clear();
                return await CountAsync(cancellation);
            }
        }
        catch (Exception fault) when (WayFaults.Of(fault, cancellation) is { } reason)
        {
            throw new FiguresAwayException(reason);
        }
        finally
        {
            _freeRep.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_rep is not null) await _rep.DisposeAsync();
        if (_member is not null) await _member.DisposeAsync();
        _freeRep.Dispose();
        _freeMember.Dispose();
    }

    private async Task<PanelRun> AskAsync(
        Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation)
    {
        await using var connection = await Ready(audience).OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(BeginSql, cancellation, _patience);
        if (audience == Audience.Member)
        {
            if (member is null) throw new ArgumentNullException(nameof(member), "Found no member, expected one.");
            await MineDoor.EnterAsync(connection, member.Token, member.Mandate, member.Member, cancellation);
        }

        await using var command = new NpgsqlCommand(sql.Text, connection);
        foreach (var value in sql.Parameters) command.Parameters.Add(Parameter(value));
        return new PanelRun.Done(await ReadAsync(command, cancellation));
    }

    private async Task<IReadOnlyList<int>> CountAsync(CancellationToken cancellation)
    {
        await using var connection = await Ready(Audience.Public).OpenConnectionAsync(cancellation);
        return await connection.ListAsync(MembersSql, row => Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture), cancellation);
    }

    private NpgsqlDataSource? Source(Audience audience) => audience == Audience.Member ? _member : _rep;

    private NpgsqlDataSource Ready(Audience audience) => Source(audience)
        ?? throw new InvalidOperationException($"Found no way in for dashboards of {audience}, expected one to be asked about first.");

    private static NpgsqlDataSource? Open(string? address, TimeSpan most) => address is { Length: > 0 }
        ? Database.Open(new NpgsqlConnectionStringBuilder(address)
        {
            MaxPoolSize = MostConnections,
            Timeout = ConnectSeconds,
            CommandTimeout = (int)Math.Ceiling(most.TotalSeconds) + SilenceSeconds,
        }.ConnectionString)
        : null;

    private static NpgsqlParameter Parameter(object? value) => value is Instant instant
        ? new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = instant.ToDateTimeUtc() }
        : new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value ?? DBNull.Value };

    private static async Task<PanelTable> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var reader = await command.ExecuteReaderAsync(cancellation);
        var isCut = false;
        try
        {
            PanelColumn[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(place => new PanelColumn(reader, place))];
            var (rows, bytes) = (0, 0);
            while (!isCut && await reader.ReadAsync(cancellation))
            {
                isCut = rows == PanelTable.MostRows || bytes > PanelTable.MostBytes;
                if (isCut) break;
                foreach (var column in columns) bytes += column.Take(reader);
                rows++;
            }

            // What is left is not worth the wait: the server stops sending it.
            if (isCut) command.Cancel();
            return new([.. columns.Select(column => column.Field)], isCut, bytes);
        }
        finally
        {
            try
            {
                await reader.DisposeAsync();
            }
            catch (PostgresException fault) when (isCut && fault.SqlState == PostgresErrorCodes.QueryCanceled)
            {
                // Asked for above.
            }
        }
    }
}
