using System.Text;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;

namespace Cer.Operations.Importing;

/// <summary>Takes a community's definition in: the text of <c>community.yaml</c> and of its rule files.</summary>
public sealed class ImportCommunity(ICommunityStore communities, ILegalStore legal, IWorkStore work)
{
    /// <summary>Checks the texts and keeps them as the next version; null when they are wrong, which the faults then tell.</summary>
    public async Task<StoredDefinition?> RunAsync(
        string code, byte[] text, IReadOnlyList<RuleText> rules, string who, FaultList faults, CancellationToken cancellation)
    {
        var document = CommunityFile.Read(text, faults);
        var overlays = rules
            .Select(rule => RuleFiles.Read(Settling.ContractInput.RulesFolder + rule.Name, Encoding.UTF8.GetBytes(rule.Text), faults))
            .OfType<RuleFile>()
            .ToArray();
        RuleFiles.Compose(overlays, faults);
        if (document is not null && faults.IsEmpty) CheckPods(document, faults);
        if (document is not null && faults.IsEmpty) await CheckConfigurationsAsync(code, document, faults, cancellation);
        if (document is null || !faults.IsEmpty) return null;

        var stored = await communities.SaveAsync(
            code, new(document.Community, rules, Encoding.UTF8.GetString(text)), who, cancellation);
        if (stored.Added) await work.TouchMonthsAsync(stored.Community, cancellation);
        return stored;
    }

    /// <summary>One point, one configuration at a time: Regole Operative pp. 6-7, 18. Of strangers it is only told.</summary>
    private async Task CheckConfigurationsAsync(
        string code, CommunityDocument document, FaultList faults, CancellationToken cancellation)
    {
        foreach (var place in await legal.ElsewhereAsync(code, document.Community.Pods, cancellation))
        {
            if (place.IsSameLegal)
                faults.Add(
                    CommunityFile.Name, document.PodLines[place.Place], $"pods[{place.Place}].pod",
                    $"a point that is in the configuration {place.Configuration} of the same legal community from"
                        + $" {NodaTime.Text.LocalDatePattern.Iso.Format(place.From)} on",
                    "one configuration at a time");
        }
    }

    /// <summary>In the store a point is known by its POD, so the code must be one, written in its only form.</summary>
    private static void CheckPods(CommunityDocument document, FaultList faults)
    {
        for (var i = 0; i < document.Community.Pods.Count; i++)
        {
            var code = document.Community.Pods[i].Pod;
            if (!Cer.Domain.Pod.TryParse(code, null, out var pod) || pod.Code != code)
                faults.Add(CommunityFile.Name, document.PodLines[i], $"pods[{i}].pod",
                    "a code that is no POD as it is kept", $"{Cer.Domain.Pod.Form}, 14 characters in upper case");
        }
    }
}
