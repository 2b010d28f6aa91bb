using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Workflows.Running;
using NodaTime;

namespace Cer.Host.Blocks.Money;

/// <summary>One run of a block: whose, when, with what.</summary>
internal sealed class BlockRun(ActivityContext context, CommunityId community, MoneyDesk desk)
{
    /// <summary>How acts of workflows are signed where they are kept.</summary>
    public const string Signature = "workflow";

    public ActivityContext Context => context;

    public CommunityId Community => community;

    public MoneyDesk Desk => desk;

    /// <summary>By the clock of the run: in a rehearsal it stands.</summary>
    public Instant Now => Instant.FromDateTimeOffset(context.Services.Time.GetUtcNow());

    public LocalDate Today => Now.InZone(MarketHour.Rome).Date;

    /// <summary>The month of an input; the one before this when nothing is written.</summary>
    /// <exception cref="RefusedInput">It is no month.</exception>
    public MarketMonth Month(string name = BlockWords.Month)
    {
        var written = context.TextInput(name)?.Trim();
        if (string.IsNullOrEmpty(written)) return MarketMonth.Of(Today.With(DateAdjusters.StartOfMonth).PlusDays(-1));
        return MarketMonth.TryParse(written, out var month)
            ? month
            : throw new RefusedInput($"{name}: Found '{Short(written)}', expected a month such as 2026-01.");
    }

    /// <summary>A quantity of an input that is not negative.</summary>
    /// <exception cref="RefusedInput">It is.</exception>
    public decimal Tolerance(string name) => context.Input(name) is decimal written and >= 0
        ? written
        : throw new RefusedInput($"{name}: Found {context.TextInput(name)}, expected 0 or more.");

    public void Output(string name, object? value) => context.Output(name, value);

    /// <summary>One sentence about what the block did, or in a rehearsal would have done.</summary>
    public void Effect(string sentence) => context.Services.Port.Log(BlockWords.Effect, sentence);

    public static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
