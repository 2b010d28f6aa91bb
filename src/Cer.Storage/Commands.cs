using Npgsql;

namespace Cer.Storage;

/// <summary>Commands with parameters by position ($1, $2, …).</summary>
internal static class Commands
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }

    public static async Task<int> RunAsync(
        this NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first column of the first row; null when there is no row, or the value is null.</summary>
    public static async Task<T?> ScalarAsync<T>(
        this NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        var found = await command.ExecuteScalarAsync(cancellation);
        return found is null or DBNull ? default : (T)found;
    }

    /// <summary>Every row, made into a value.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> make,
        CancellationToken cancellation,
        params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        return await RowsAsync(command, make, cancellation);
    }

    /// <summary>The same, of a statement that comes all the time: the connection keeps it prepared.</summary>
    public static async Task<List<T>> PreparedListAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        Func<NpgsqlDataReader, T> make,
        CancellationToken cancellation,
        params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        await command.PrepareAsync(cancellation);
        return await RowsAsync(command, make, cancellation);
    }

    /// <summary>Writers of a community go one after the other until the transaction ends; readers never wait.</summary>
    public static Task LockCommunityAsync(
        this NpgsqlConnection connection, int community, CancellationToken cancellation) =>
        connection.RunAsync("select pg_advisory_xact_lock(hashtext('core.community'), $1)", cancellation, community);

    private static async Task<List<T>> RowsAsync<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> make, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(make(reader));
        return rows;
    }
}
