using System.Data;
using Cer.Operations.Desk;
using Cer.Operations.Mine;
using Cer.Operations.People;
using Cer.Operations.Privacy;
using Cer.Storage.Desk;
using Cer.Storage.Mine;
using Npgsql;

namespace Cer.Storage.Privacy;

/// <summary>What is held of a member, in PostgreSQL, as the role cer_member: it may read the views of mine.* and nothing else.</summary>
/// <remarks>Which rows there are is decided by the database from the token, not by the conditions here.</remarks>
public sealed class HeldStore : IHeldStore, IAsyncDisposable
{
    private const string LooksSql = """
        select id, at, who, roles, kind, page, of_all, token, token_by from mine.look
        where community_id = $1 and member_id = $2 and ($3::bigint is null or id < $3) order by id desc limit $4
        """;

    private const string RequestsSql = """
        select id, member_id, kind, month, hour_at, text, at, state, by_delegate from mine.request
        where community_id = $1 and member_id = $2 order by id desc
        """;

    private const string StepsSql = """
        select request_id, side, who, state, text, at, by_delegate from mine.request_step
        where community_id = $1 and member_id = $2 order by id
        """;

    private const string PapersSql = """
        select id, delegation is not null, media_type, size_bytes, at from mine.held_paper
        where community_id = $1 and member_id = $2 and kept order by id desc
        """;

    private const string PaperSql = """
        select media_type, sha256, content from mine.held_paper_file where community_id = $1 and member_id = $2 and id = $3
        """;

    private readonly NpgsqlDataSource _db;

    /// <param name="connectionString">The way in of the role cer_member.</param>
    public HeldStore(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 8 };
        // Seat belts; what protects is that the role may read nothing else.
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on -c statement_timeout=120s".TrimStart();
        _db = Database.Open(settings.ConnectionString);
    }

    public async Task<IReadOnlyList<SeenLook>> LooksAsync(
        SecretToken token, MineProfile profile, long? before, int most, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, token, profile, cancellation);
        return await connection.ListAsync(
            LooksSql,
            row => new SeenLook(
                row.GetInt64(0),
                row.ReadInstant(1),
                row.GetString(2),
                row.GetFieldValue<string[]>(3),
                row.GetString(4),
                row.GetString(5),
                row.GetBoolean(6),
                row.ReadText(7),
                row.ReadText(8)),
            cancellation,
            profile.Community.Value,
            profile.Member,
            before,
            most);
    }

    public async Task<IReadOnlyList<MemberRequest>> RequestsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, token, profile, cancellation);
        var requests = await connection.ListAsync(
            RequestsSql, RequestColumns.Read, cancellation, profile.Community.Value, profile.Member);
        var steps = await connection.ListAsync(
            StepsSql, RequestColumns.ReadStep, cancellation, profile.Community.Value, profile.Member);
        return RequestColumns.Join(requests, steps);
    }

    public async Task<IReadOnlyList<HeldPaper>> PapersAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, token, profile, cancellation);
        return await connection.ListAsync(
            PapersSql,
            row => new HeldPaper(
                row.GetInt32(0), row.GetBoolean(1), PaperType.OfMedia(row.GetString(2)), row.GetInt32(3), row.ReadInstant(4)),
            cancellation,
            profile.Community.Value,
            profile.Member);
    }

    public async Task<OpenedPaper?> PaperAsync(
        SecretToken token, MineProfile profile, int id, Stream output, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, token, profile, cancellation);
        await using var command = connection.Command(PaperSql, profile.Community.Value, profile.Member, id);
        return await PaperStore.ReadAsync(command, output, cancellation);
    }

    public async Task ExportAsync(SecretToken token, MineProfile profile, Stream output, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, token, profile, cancellation);
        await HeldArchive.WriteAsync(connection, profile, output, cancellation);
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => _db.OpenConnectionAsync(cancellation);

    /// <summary>All of it as it is at one moment.</summary>
    private static async Task<NpgsqlTransaction> BeginAsync(
        NpgsqlConnection connection, SecretToken token, MineProfile profile, CancellationToken cancellation)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await MineDoor.EnterAsync(connection, token, profile.Mandate, null, cancellation);
        return transaction;
    }
}
