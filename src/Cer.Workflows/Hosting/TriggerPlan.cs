using System.Globalization;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Schedules;
using Cer.Workflows.Values;

namespace Cer.Workflows.Hosting;

/// <summary>Reads from a definition what begins it: the activities that can, with their inputs evaluated.</summary>
public sealed class TriggerPlan(HostServices host)
{
    public const string ZoneKey = "cer:timeZone";
    public const string MisfireKey = "cer:misfire";
    public const string OverlapKey = "cer:overlap";

    /// <exception cref="DefinitionException">A trigger cannot be read; the sentence says which.</exception>
    public async Task<IReadOnlyList<Trigger>> OfAsync(
        WorkflowDefinition definition, int tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var services = new RunServices(host.Catalog, host.Definitions.Of(tenant), new NowherePort(), host.Expressions, host.Time);
        var run = WorkflowRun.Begin(definition, services, "plan");
        await run.StartAsync(cancellation);
        List<Trigger> found = [];
        foreach (var node in definition.Root.All().Where(node => node.CanStartWorkflow && host.Catalog.Of(node).Descriptor.IsTrigger))
        {
            try
            {
                found.AddRange(Read(run, node, cancellation).Select(one => Dated(one, definition, node, tenant, now)));
            }
            catch (Exception fault) when (fault is FormatException or Expressions.ExpressionException or InvalidOperationException)
            {
                throw new DefinitionException($"{node.Name ?? node.Id}: {fault.Message}");
            }
        }

        return found;
    }

    private static IEnumerable<Trigger> Read(WorkflowRun run, ActivityNode node, CancellationToken cancellation)
    {
        object? Value(string name, DataType type) => node.Input(name) is { } written
            ? ValueConversion.To(type, run.Services.Expressions.Evaluate(written, new RunScope(run, run.State.Root!), cancellation))
            : null;
        string Needed(string name) => Value(name, DataType.Text) is string { Length: > 0 } text
            ? text
            : throw new FormatException($"Found no '{name}', expected one.");
        switch (node.Type)
        {
            case "Elsa.Cron":
                if (Value("cronExpression", DataType.Text) is string schedule && !string.IsNullOrWhiteSpace(schedule))
                    yield return new(node.Id, "Cron", "") { Schedule = schedule };
                break;
            case "Elsa.Timer":
                var interval = Value("interval", DataType.TimeSpan) as TimeSpan? ?? TimeSpan.FromMinutes(1);
                if (interval < TimeSpan.FromSeconds(1) || interval > TimeSpan.FromDays(3660))
                    throw new FormatException($"Found an interval of {ValueText.Of(interval)}, expected from a second to ten years.");
                yield return new(node.Id, "Timer", "") { Schedule = interval.ToString("c", CultureInfo.InvariantCulture) };
                break;
            case "Elsa.StartAt":
                var at = Value("dateTime", new(ValueKind.DateTimeOffset)) as DateTimeOffset?
                    ?? throw new FormatException("Found no 'dateTime', expected an instant.");
                yield return new(node.Id, "StartAt", "") { Schedule = at.ToString("o", CultureInfo.InvariantCulture) };
                break;
            case "Elsa.Event":
                yield return new(node.Id, "Event", Needed("eventName"));
                break;
            case "Elsa.HttpEndpoint":
                var methods = (Value("supportedMethods", DataType.Texts) as List<object?>)?.Select(ValueText.Of).ToList() ?? [];
                yield return new(node.Id, "HttpEndpoint", Needed("path").Trim('/'))
                {
                    Payload = new(HttpFileRules.Of(Value))
                    {
                        ["methods"] = methods.Count > 0 ? methods.ToList<object?>() : new List<object?> { "GET" },
                        ["authorize"] = Value("authorize", DataType.Flag),
                        ["policy"] = Value("policy", DataType.Text),
                        ["requestTimeout"] = Value("requestTimeout", DataType.TimeSpan),
                    },
                };
                break;
        }
    }

    private static Trigger Dated(Trigger trigger, WorkflowDefinition definition, ActivityNode node, int tenant, DateTimeOffset now)
    {
        string Said(string key, string otherwise, params string[] allowed)
        {
            var said = JsonRead.Text(node.Custom(key)) ?? JsonRead.Text(definition.Custom(key)) ?? otherwise;
            return allowed.Length == 0 || allowed.Contains(said)
                ? said
                : throw new FormatException($"Found '{said}' as {key}, expected one of {string.Join(", ", allowed)}.");
        }

        var dated = trigger with
        {
            Tenant = tenant,
            DefinitionId = definition.DefinitionId,
            VersionId = definition.VersionId,
            TimeZone = Said(ZoneKey, "UTC"),
            Misfire = Said(MisfireKey, "once", "once", "skip", "all"),
            Overlap = Said(OverlapKey, "none", "none", "allow"),
        };
        CronSchedule.Zone(dated.TimeZone);
        return dated with { NextDue = TriggerClock.After(dated, now) };
    }
}
