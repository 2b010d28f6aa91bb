using System.CommandLine;
using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Keeping;
using NodaTime.Text;

namespace Cer.Host.Keeping;

/// <summary>The verb <c>retention</c>: how long quarter hours and hours are kept, and the months whose time is over.</summary>
internal static class RetentionCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var dry = new Option<bool>("--dry-run") { Description = "Only tell what would go, and what keeps the rest." };
        var (who, why) = (Who(), new Option<string>("--reason") { Description = "Why.", DefaultValueFactory = _ => "by hand" });
        var command = new Command(
            "retention",
            "Remove the months whose term is over, once they are closed and their hours are kept. Exit status: 0 done; 1 a "
            + "month was in use.")
        {
            data, dry, who, why, Terms(), Set(),
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("retention", async () =>
        {
            await using var services = await CerServices.OpenAsync(
                DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            if (parse.GetValue(dry))
            {
                foreach (var month in await services.GetRequiredService<IRetentionStore>().PlanAsync(cancellation))
                    Console.WriteLine($"{Text(month)}: {month.Obstacle ?? "would go."}");
                return ExitCodes.Done;
            }

            var done = await services.GetRequiredService<RemoveOld>()
                .RunAsync(parse.GetValue(who)!, parse.GetValue(why)!, cancellation);
            foreach (var month in done) Console.WriteLine($"{Text(month)}: {month.Obstacle ?? "removed."}");
            return done.Any(month => month.Obstacle == OldMonth.InUse) ? ExitCodes.Failed : ExitCodes.Done;
        }));
        return command;
    }

    private static Command Terms()
    {
        var data = DataOption.Create();
        var command = new Command("list", "List the terms of the communities and what was removed.") { data };
        command.SetAction((parse, cancellation) => Guard.RunAsync("retention", async () =>
        {
            await using var services = await CerServices.OpenAsync(
                DataOption.Folder(parse, data), TimeProvider.System, cancellation);
            var store = services.GetRequiredService<IRetentionStore>();
            foreach (var term in await store.TermsAsync(cancellation)) Console.WriteLine(Text(term));
            foreach (var act in await store.ActsAsync(cancellation)) Console.WriteLine(Text(act));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Command Set()
    {
        var data = DataOption.Create();
        var community = new Option<string>("--community") { Description = "Code of the community.", Required = true };
        var quarters = new Option<int>("--months")
        {
            Description = $"Whole months that quarter hours are kept after a month's end: {RemoveOld.FewestQuarterMonths} or more.",
            DefaultValueFactory = _ => RemoveOld.UsualQuarterMonths,
        };
        var hours = new Option<int?>("--hour-months")
        {
            Description = $"The same for hours: {RemoveOld.FewestHourMonths} or more; left out, they are kept for good.",
        };
        var forGood = new Option<bool>("--for-good") { Description = "Keep everything for good." };
        var (who, why) = (Who(), new Option<string>("--reason") { Description = "Why.", Required = true });
        var command = new Command("set", "Decide how long a community keeps its months. All that share a database must have decided.")
        {
            data, community, quarters, hours, forGood, who, why,
        };
        Clock.AddTo(command);
        command.SetAction((parse, cancellation) => Guard.RunAsync("retention", async () =>
        {
            await using var services = await CerServices.OpenAsync(DataOption.Folder(parse, data), Clock.Of(parse), cancellation);
            var id = await services.CommunityAsync(parse.GetValue(community)!, cancellation);
            var all = parse.GetValue(forGood);
            if (await services.GetRequiredService<RemoveOld>().DecideAsync(
                id,
                all ? null : parse.GetValue(quarters),
                all ? null : parse.GetValue(hours),
                parse.GetValue(why)!,
                parse.GetValue(who)!,
                cancellation) is { } problem) throw new UserFault(problem);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Option<string> Who() => new("--who")
    {
        Description = "Who decides.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    private static string Text(OldMonth month) => string.Create(
        CultureInfo.InvariantCulture,
        $"{YearMonthPattern.Iso.Format(month.Month)} {Word(month.Kind)}, {month.Rows} rows, {month.Bytes} bytes");

    private static string Text(RetentionTerm term) => string.Create(
        CultureInfo.InvariantCulture,
        $"{term.Community}: quarter hours {Months(term.QuarterMonths)}, hours {Months(term.HourMonths)}"
            + $"{(term.At is { } at ? $" ({term.Author}, {InstantPattern.ExtendedIso.Format(at)}: {term.Reason})" : "; nothing decided")}");

    private static string Text(RetentionAct act) => string.Create(
        CultureInfo.InvariantCulture,
        $"{YearMonthPattern.Iso.Format(act.Month)} {Word(act.Kind)}: {act.Rows} rows, {act.Bytes} bytes, removed "
            + $"{InstantPattern.ExtendedIso.Format(act.At)} after {act.Months} months by {act.Who}: {act.Why}");

    private static string Months(int? months) =>
        months is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known} months") : "for good";

    private static string Word(KeptKind kind) => kind == KeptKind.QuarterHours ? "quarter hours" : "hours";
}
