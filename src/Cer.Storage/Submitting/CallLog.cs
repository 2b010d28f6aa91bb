using System.Text.Json;
using Cer.Operations.Submitting;
using Cer.Storage.Auditing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Submitting;

/// <summary>Every call, as an entry of the community's audit log.</summary>
public sealed class CallLog(NpgsqlDataSource db, TimeProvider time) : ICallLog
{
    public async Task NoteAsync(CallFor call, CallNote note, CancellationToken cancellation)
    {
        var detail = JsonSerializer.Serialize(new
        {
            method = note.Method,
            address = note.Address,
            status = note.Status,
            milliseconds = note.Milliseconds,
            sent_sha256 = note.SentSha256,
            answer_sha256 = note.AnswerSha256,
            problem = note.Problem,
        });
        await using var connection = await db.SessionAsync(cancellation);
        await connection.Connection.AddToChainAsync(
            call.Community.Value, Instant.FromDateTimeOffset(time.GetUtcNow()), call.Who, "call", call.Key, detail, cancellation);
    }
}
