using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Putting messages down: the same key once.</summary>
internal static class InboxSql
{
    /// <summary>With the word for a kind of <see cref="News"/>.</summary>
    public const string Notify = "select pg_notify('wf', $1)";

    public const string Work = nameof(News.Work);
    public const string Outbox = nameof(News.Outbox);
    public const string Triggers = nameof(News.Triggers);

    /// <summary>Whether an instance runs of a definition, about something, other than one.</summary>
    public const string Runs = """
        select exists (
          select from wf.instance where community_id = $1 and status = 'Running' and ($2::text is null or definition_id = $2)
            and ($3::text is null or correlation_id = $3) and id is distinct from $4)
        """;

    public const string AddSql = """
        insert into wf.inbox (community_id, kind, key, instance_id, trigger_key, payload, not_before)
        values ($1, $2, $3, $4, $5, $6::json, $7) on conflict do nothing
        """;

    /// <exception cref="StateTooLargeException">It says more than an instance may carry.</exception>
    public static object?[] Values(InboxMessage message, DateTimeOffset now)
    {
        var said = FlowWords.Json(message.Payload);
        if (said.Length > StateTooLargeException.Most) throw new StateTooLargeException(said.Length);
        return
        [
            message.Tenant, FlowWords.Of(message.Kind), message.Key.Storable(), message.InstanceId, message.TriggerKey?.Storable(),
            said, (message.NotBefore ?? now).UtcDateTime,
        ];
    }

    public static void Add(NpgsqlBatch batch, InboxMessage message, DateTimeOffset now) => batch.Add(AddSql, Values(message, now));
}
