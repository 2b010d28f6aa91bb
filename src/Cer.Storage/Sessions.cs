using System.Data;
using Npgsql;

namespace Cer.Storage;

/// <summary>Opens sessions, and asks them as connections are asked.</summary>
internal static class Sessions
{
    /// <summary>Takes part in the transaction around it; without one, a connection of its own.</summary>
    public static async ValueTask<Session> SessionAsync(this NpgsqlDataSource db, CancellationToken cancellation) =>
        OpenTransaction.Current is { } open
            ? new(open.Transaction.Connection!, open)
            : new(await db.OpenConnectionAsync(cancellation), null);

    /// <summary>For reading one still picture: takes part only in a transaction that has one itself.</summary>
    /// <remarks>Else it sees what is committed, so a step that reads what it wrote itself must not read it so.</remarks>
    public static async ValueTask<Session> StillSessionAsync(this NpgsqlDataSource db, CancellationToken cancellation) =>
        OpenTransaction.Current is { Transaction.IsolationLevel: IsolationLevel.RepeatableRead or IsolationLevel.Serializable } open
            ? new(open.Transaction.Connection!, open)
            : new(await db.OpenConnectionAsync(cancellation), null);

    public static NpgsqlCommand Command(this Session session, string sql, params object?[] values) =>
        session.Connection.Command(sql, values);

    public static Task<int> RunAsync(
        this Session session, string sql, CancellationToken cancellation, params object?[] values) =>
        session.Connection.RunAsync(sql, cancellation, values);

    public static Task<T?> ScalarAsync<T>(
        this Session session, string sql, CancellationToken cancellation, params object?[] values) =>
        session.Connection.ScalarAsync<T>(sql, cancellation, values);

    public static Task<List<T>> ListAsync<T>(
        this Session session,
        string sql,
        Func<NpgsqlDataReader, T> make,
        CancellationToken cancellation,
        params object?[] values) => session.Connection.ListAsync(sql, make, cancellation, values);

    public static Task LockCommunityAsync(this Session session, int community, CancellationToken cancellation) =>
        session.Connection.LockCommunityAsync(community, cancellation);
}
