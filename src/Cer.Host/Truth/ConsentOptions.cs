using System.CommandLine;
using Cer.Host.Data;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>What the verbs of consents ask for, and how they read it.</summary>
internal static class ConsentOptions
{
    private const int LongestText = 2000;

    public static Option<string> Community() => new("--community") { Description = "Code of the community.", Required = true };

    public static Option<string> Member() => new("--member") { Description = "Code of the member.", Required = true };

    public static Option<string> Evidence() => Text("--evidence", "How it was given: which form, of when, kept where.");

    public static Option<string> Reason() => Text("--reason", "Why.");

    public static Option<string> Who() => new("--who")
    {
        Description = "Who records it.",
        DefaultValueFactory = _ => Environment.UserName,
    };

    public static Task<int> RunAsync(
        ParseResult parse,
        Option<string?> data,
        Option<string> community,
        Func<IServiceProvider, CommunityId, Task> act,
        CancellationToken cancellation) => Guard.RunAsync("consent", async () =>
    {
        await using var services = await CerServices.OpenAsync(
            DataOption.Folder(parse, data), TimeProvider.System, cancellation);
        await act(services, await services.CommunityAsync(parse.GetValue(community)!, cancellation));
        return ExitCodes.Done;
    });

    /// <summary>The store's numbers of the members, by their codes.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> MembersAsync(
        IServiceProvider services, CommunityId community, CancellationToken cancellation) =>
        (await services.GetRequiredService<IRegistryView>().NumbersAsync(community, cancellation)).Members;

    /// <exception cref="UserFault">The days are none, or not in order.</exception>
    public static (LocalDate From, LocalDate? To) Term(string from, string? to)
    {
        var (first, last) = (Day("--from", from), to is null ? (LocalDate?)null : Day("--to", to));
        return last < first ? throw new UserFault("--to: found a day before --from, expected one from then on") : (first, last);
    }

    /// <exception cref="UserFault">There is nothing, or too much.</exception>
    public static string Said(ParseResult parse, Option<string> option) =>
        parse.GetValue(option)!.Trim() is { Length: > 0 and <= LongestText } said
            ? said
            : throw new UserFault($"{option.Name}: found nothing or a long text, expected 1 to {LongestText} characters");

    public static Instant Now(ParseResult parse) => Instant.FromDateTimeOffset(Clock.Of(parse).GetUtcNow());

    public static UserFault NoMember() => new("--member: found no such member, expected the code of one of the community");

    private static LocalDate Day(string option, string text) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 2000 and <= 2200 } day }
            ? day
            : throw new UserFault($"{option}: found another day, expected one such as 2026-10-25");

    private static Option<string> Text(string name, string words) => new(name) { Description = words, Required = true };
}
