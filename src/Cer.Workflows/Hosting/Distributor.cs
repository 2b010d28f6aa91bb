using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>Takes starts and events out of the inbox: what they ask for is put down in the same transaction.</summary>
internal sealed class Distributor(HostServices host, HostStores stores, NodeSettings settings)
{
    /// <summary>Takes one; false when none is due.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        var now = host.Time.GetUtcNow();
        await using var claim = await stores.Inbox.TakeAsync(now, cancellation);
        if (claim is null) return false;
        try
        {
            var messages = claim.Row.Message.Kind == InboxKind.Event
                ? await SpreadAsync(claim, cancellation)
                : await BeginAsync(claim, now, cancellation);
            await claim.DoneAsync(messages, now, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var dead = claim.Row.Attempts + 1 >= settings.Tries;
            await claim.FailedAsync(
                fault.Message, dead ? null : now + NodeSettings.PauseAfter(claim.Row.Attempts + 1), now, cancellation);
        }

        return true;
    }

    private async ValueTask<IReadOnlyList<InboxMessage>> BeginAsync(IInboxClaim claim, DateTimeOffset now, CancellationToken cancellation)
    {
        var message = claim.Row.Message;
        var request = StartRequest.Of(message);
        var definitions = host.Definitions.Of(message.Tenant);
        var definition = await definitions.FindAsync(
                request.VersionId.Length > 0 ? new(null, request.VersionId) : new(request.DefinitionId), cancellation)
            ?? throw new DefinitionException(
                $"Found no workflow definition '{request.DefinitionId ?? request.VersionId}', expected one that is there.");
        var id = request.InstanceId ?? IdOf(message);
        if (Activation.Of(definition, request.CorrelationId) is { } activation
            && await claim.IsHeldBackAsync(activation, id, cancellation)) return Refused(message.Tenant, id, request);
        var services = new RunServices(host.Catalog, definitions, new NowherePort(), host.Expressions, host.Time, host.Joins);
        var run = WorkflowRun.Begin(
            definition,
            services,
            id,
            request.Input,
            request.CorrelationId,
            request.TriggerActivityId,
            request.ParentInstanceId is { } parent ? (parent, request.ParentExecutionId) : null);
        claim.Begin(new(run.State, message.Key, message.TriggerKey, request.Tells), now);
        return [];
    }

    /// <summary>It does not begin: whoever waits for its end is told that it was cancelled.</summary>
    private static IReadOnlyList<InboxMessage> Refused(int tenant, string id, StartRequest request) =>
        request.ParentInstanceId is { } parent && request.ParentExecutionId is { } waiting
            ? [ChildMessage.OfRefused(tenant, id, parent, waiting)]
            : [];

    private static async ValueTask<IReadOnlyList<InboxMessage>> SpreadAsync(IInboxClaim claim, CancellationToken cancellation)
    {
        var (tenant, said, key) = (claim.Row.Message.Tenant, claim.Row.Message.Payload, claim.Row.Message.Key);
        var name = ValueText.Of(said["name"]);
        var correlation = said["correlationId"] as string;
        var only = said["onlyInstance"] as string;
        var payload = said["payload"];
        List<InboxMessage> messages = [];
        foreach (var (instance, bookmark) in await claim.WaitingAsync(EventActivity.Kind, name, correlation, only, cancellation))
            messages.Add(new(
                tenant,
                InboxKind.Resume,
                string.Create(CultureInfo.InvariantCulture, $"{key}:{instance}:{bookmark}"),
                instance,
                new() { ["bookmarkId"] = bookmark, ["payload"] = payload }));
        if (only is not null) return messages;
        foreach (var (version, activity) in await claim.TriggersAsync(EventActivity.Kind, name, cancellation))
            messages.Add(new StartRequest(version, new() { ["Payload"] = payload })
            {
                CorrelationId = correlation,
                TriggerActivityId = activity,
            }.Message(tenant, $"{key}:{version}:{activity}"));
        return messages;
    }

    /// <summary>The same for the same start: who asked twice has one.</summary>
    public static string IdOf(InboxMessage message) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message.Tenant}/{message.Key}"))))[..32];
}
