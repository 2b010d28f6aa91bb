using System.Globalization;
using Cer.Host.Blocks.Money;
using Cer.Host.Blocks.Watch;
using Cer.Host.Submitting;
using Cer.Operations.Submitting;
using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Blocks.Submitting;

/// <summary>
/// <c>Cer.SubmitToGse</c>: sends a package where there is a way over the network, and asks until it is judged; where there is
/// none it waits as a task for whoever hands it over, and notes protocol number and answer.
/// </summary>
/// <remarks>
/// The call is made outside of the step's transaction: what was answered is kept at once, and a node that dies behind it
/// leaves a package in doubt, which the next one asks for before it sends anything.
/// </remarks>
internal sealed class SubmitToGseBlock(IServiceProvider services) : Activity
{
    private const string Task = "RunTask";
    private const string Asked = "asked";
    private const string Began = "began";
    private const string Timeout = "Timeout";
    private const int MostHours = 24 * 90;

    public override ActivityDescriptor Descriptor { get; } = new("Cer.SubmitToGse", BlockWords.Category)
    {
        Inputs =
        [
            new("submission", DataType.Int32, Required: true),
            new("timeoutHours", DataType.Int32, 240),
            new("pollMinutes", DataType.Int32, 15),
            new("taskName", DataType.Text, "Consegnare il pacchetto al portale"),
        ],
        Outputs = ["state", "protocol", "reasons", "key", BlockWords.Sentence],
        Outcomes = ["Accepted", "Rejected", Timeout, BlockWords.Refused],
    };

    private ISubmissionStore Store => services.GetRequiredService<ISubmissionStore>();

    private ISubmissionWay Way => services.GetRequiredService<ISubmissionWay>();

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        context.Execution.Kept[Began] = context.Services.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        return LookAsync(context, cancellation);
    }

    public override async ValueTask ResumeAsync(
        ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        context.State.Bookmarks.RemoveAll(other => other.ExecutionId == context.Execution.Id);
        if (bookmark.Kind == Task)
        {
            // What was said about an earlier task is not said about the next one.
            context.Execution.Kept[Asked] = Times(context) + 1;
            if (payload is OrderedDictionary<string, object?> said) await HearAsync(context, said, cancellation);
        }

        await LookAsync(context, cancellation);
    }

    private async ValueTask LookAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (!context.IsKept())
        {
            context.Services.Port.Log(BlockWords.Effect, "The package would be sent, or handed over by a person.");
            await context.CompleteAsync(["Accepted"], cancellation);
            return;
        }

        if (context.Input("submission") is not int id
            || await Store.FindAsync(context.Community(), id, cancellation) is not { } found)
        {
            context.Output(BlockWords.Sentence, "Found no such package, expected the output submission of Cer.PreparePackage.");
            await context.CompleteAsync([BlockWords.Refused], cancellation);
            return;
        }

        string? problem = null;
        if (Way.Closed is null && !found.IsOver && found.State != SubmissionState.HandedOver)
        {
            var send = new SendSubmission(Store, Way, context.Services.Time);
            problem = await send.RunAsync(context.Community(), id, context.Signature(), cancellation) switch
            {
                SendOutcome.Stands stands => stands.Problem,
                SendOutcome.Refused refused => refused.Sentence,
                _ => null,
            };
            found = (await Store.FindAsync(context.Community(), id, cancellation))!;
        }

        if (Tell(context, found, problem) is { } outcome) await context.CompleteAsync([outcome], cancellation);
        else Wait(context, found, problem);
    }

    /// <summary>Tells how it stands; the outcome, or null while it is to be waited for.</summary>
    private static string? Tell(ActivityContext context, Submission found, string? problem)
    {
        context.Output("state", found.State.Word());
        context.Output("protocol", found.Protocol);
        context.Output("key", found.Key);
        context.Output("reasons", found.Steps.SelectMany(step => step.Reasons)
            .Select(reason => (object?)$"{reason.Field}: {reason.Text}").ToList());
        context.Output(BlockWords.Sentence, problem);
        if (found.State == SubmissionState.Accepted) return "Accepted";
        if (found.State == SubmissionState.Rejected) return "Rejected";
        if (found.IsCorrected)
        {
            context.Output(BlockWords.Sentence, "Found a package that was corrected, expected the last revision.");
            return BlockWords.Refused;
        }

        var hours = Math.Clamp(context.Input("timeoutHours") as int? ?? 240, 1, MostHours);
        return context.Services.Time.GetUtcNow() < BeganAt(context).AddHours(hours) ? null : Timeout;
    }

    /// <summary>Waits for whichever comes first: a person, a page, or a while.</summary>
    private void Wait(ActivityContext context, Submission found, string? problem)
    {
        if (Way.Closed is not null || found.State is SubmissionState.Refused or SubmissionState.HandedOver)
        {
            context.Wait(Task, new()
            {
                ["taskId"] = string.Create(CultureInfo.InvariantCulture, $"{context.Key}.{Times(context)}"),
                ["taskName"] = context.TextInput("taskName"),
                ["payload"] = new OrderedDictionary<string, object?>
                {
                    ["roles"] = new List<object?> { "operator", "administrator" },
                    ["invio"] = found.Key,
                    ["text"] = Text(found, problem),
                    ["form"] = Form(found),
                },
            });
        }

        context.Wait("Event", new() { ["eventName"] = SubmissionEvents.Changed(found.Id), ["correlationId"] = null });
        var minutes = Math.Clamp(context.Input("pollMinutes") as int? ?? 15, 1, 24 * 60);
        // Something that happens in this very moment would be told to nobody.
        context.Wait("Delay", due: context.Services.Time.GetUtcNow().AddMinutes(minutes));
    }

    /// <summary>What a person answered: a protocol number, and how the portal judged.</summary>
    private async Task HearAsync(
        ActivityContext context, OrderedDictionary<string, object?> said, CancellationToken cancellation)
    {
        if (context.Input("submission") is not int id) return;
        var (hand, community, who) = (new HandOver(Store, context.Services.Time), context.Community(), context.Signature());
        var protocol = ValueText.Of(said.GetValueOrDefault("protocollo")).Trim();
        if (protocol.Length > 0)
        {
            await hand.RunAsync(community, id, null, who, cancellation);
            await hand.ReceiveAsync(community, id, protocol, who, cancellation);
        }

        var judged = ValueText.Of(said.GetValueOrDefault("esito"));
        var why = ValueText.Of(said.GetValueOrDefault("ragioni")).Trim();
        if (judged is not ("accettato" or "rifiutato")) return;
        await hand.JudgeAsync(
            community, id, judged == "accettato", [new("", "", why.Length > 0 ? why : "senza ragioni")], who, cancellation);
    }

    private static string Text(Submission found, string? problem) => string.Join(
        ' ', found.Checklist.Prepend($"Pacchetto {found.Key}: i file sono negli invii.").Append(problem).OfType<string>());

    private static OrderedDictionary<string, object?> Form(Submission found) => new()
    {
        ["fields"] = new List<object?>
        {
            Field("protocollo", "Numero di protocollo", found.Protocol is null),
            new OrderedDictionary<string, object?>(Field("esito", "Esito", false))
            {
                ["options"] = new List<object?> { "non ancora", "accettato", "rifiutato" },
            },
            Field("ragioni", "Ragioni del rifiuto", false),
        },
    };

    private static OrderedDictionary<string, object?> Field(string name, string label, bool required) => new()
    {
        ["name"] = name,
        ["label"] = label,
        ["type"] = "text",
        ["required"] = required,
    };

    // A kept number comes back as one of another type.
    private static int Times(ActivityContext context) =>
        ValueConversion.To(DataType.Int32, context.Execution.Kept.GetValueOrDefault(Asked)) as int? ?? 0;

    private static DateTimeOffset BeganAt(ActivityContext context) => DateTimeOffset.Parse(
        ValueText.Of(context.Execution.Kept.GetValueOrDefault(Began)), CultureInfo.InvariantCulture);
}
