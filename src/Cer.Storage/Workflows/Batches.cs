using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Batches of commands with parameters by position.</summary>
internal static class Batches
{
    public static void Add(this NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }
}
