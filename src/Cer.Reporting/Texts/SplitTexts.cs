using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Documents;

namespace Cer.Reporting.Texts;

/// <summary>How the regolamento shares the money out, step by step, in words.</summary>
internal static class SplitTexts
{
    private const int MostSteps = 6;

    /// <summary>The steps; of a member, whether each is for him too.</summary>
    public static IReadOnlyList<string> Steps(Speech say, MonthFacts facts, MemberFacts? member)
    {
        if (facts.Definition.Distribution is not { } distribution) return [];
        var steps = distribution.Steps.Take(MostSteps).Select(step => Step(say, facts, step, member)).ToList();
        if (distribution.Steps.Count > MostSteps)
        {
            var more = distribution.Steps.Count - MostSteps;
            steps.Add(say.T($"altri {more} passi del regolamento.", $"{more} more steps of the regolamento."));
        }

        var surplus = distribution.Surplus.Audience;
        steps.Add(say.T("L'importo eccedentario va ", "The surplus goes ")
            + To(say, facts, surplus) + By(say, surplus.Key) + Whether(say, surplus, member) + ".");
        return steps;
    }

    /// <remarks>Largest remainder: the parts add up to the whole, to the cent.</remarks>
    public static string Cents(Speech say) => say.T(
        "Si divide in centesimi interi: quelli che avanzano vanno, uno per uno, ai resti più grandi, così le parti danno"
        + " esattamente il totale.",
        "It is split in whole cents: those left over go, one by one, to the largest remainders, so the parts give exactly"
        + " the whole.");

    public static string Key(Speech say, DistributionKey key) => key switch
    {
        DistributionKey.Equal => say.T("in parti uguali", "in equal parts"),
        DistributionKey.Injected => say.T("in proporzione all'energia immessa", "by energy injected"),
        DistributionKey.Withdrawn => say.T("in proporzione all'energia prelevata", "by energy withdrawn"),
        DistributionKey.SharedHourly => say.T("in proporzione all'energia condivisa ora per ora", "by energy shared hour by hour"),
        DistributionKey.Power => say.T("in proporzione alla potenza degli impianti", "by the power of plants"),
        DistributionKey.Solidarity => say.T("con i pesi di solidarietà del regolamento", "by the solidarity weights of the regolamento"),
        DistributionKey.Custom => say.T("con la formula del regolamento", "by the formula of the regolamento"),
        _ => say.T("con i pesi fissati dal regolamento", "by the weights that the regolamento fixes"),
    };

    private static string Step(Speech say, MonthFacts facts, DistributionStep step, MemberFacts? member)
    {
        var part = step.Percent is { } percent
            ? say.T($"Il {Percent(say, percent)} di TIP e CAC va ", $"{Percent(say, percent)} of TIP and CAC goes ")
            : say.T("Il resto va ", "The rest goes ");
        return step.Audience is { } audience
            ? part + To(say, facts, audience) + By(say, audience.Key) + Whether(say, audience, member) + "."
            : part + say.T($"al fondo «{Speech.Name(step.Fund ?? "")}».", $"to the fund “{Speech.Name(step.Fund ?? "")}”.");
    }

    private static string Percent(Speech say, decimal percent) =>
        say.Percent(percent, 100, percent == decimal.Truncate(percent) ? 0 : 2);

    private static string To(Speech say, MonthFacts facts, Audience audience)
    {
        var named = audience.Members.ToHashSet(StringComparer.Ordinal);
        if (named.SetEquals(facts.Definition.Members.Select(member => member.Id)))
            return say.T("a tutti i membri, ", "to all members, ");
        if (named.SetEquals(facts.Definition.Members.Where(member => !member.Enterprise).Select(member => member.Id)))
            return say.T("ai membri che non sono imprese, ", "to the members that are not enterprises, ");
        return named.Count == 1
            ? say.T("a un membro indicato dal regolamento, ", "to one member named by the regolamento, ")
            : say.T($"a {named.Count} membri indicati dal regolamento, ", $"to {named.Count} members named by the regolamento, ");
    }

    private static string By(Speech say, DistributionKey key) => Key(say, key);

    private static string Whether(Speech say, Audience audience, MemberFacts? member) =>
        member is null || audience.Members.Contains(member.Member.Id, StringComparer.Ordinal)
            ? ""
            : say.T(" (non a questo membro)", " (not to this member)");
}
