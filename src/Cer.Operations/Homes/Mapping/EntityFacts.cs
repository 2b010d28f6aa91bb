using System.Globalization;
using System.Text.RegularExpressions;

namespace Cer.Operations.Homes.Mapping;

/// <summary>What the words and attributes of an entity come to.</summary>
internal sealed partial class EntityFacts
{
    private static readonly string[] PhaseWords = ["a", "b", "c"];
    private static readonly string[] BesidePhase = ["kwh", "wh", "imported", "exported", "energy", "active", "total"];

    public EntityFacts(MappingEntity entity)
    {
        Entity = entity;
        var place = entity.Id.IndexOf('.', StringComparison.Ordinal);
        IdWords = MappingWords.Split(place < 0 ? entity.Id : entity.Id[(place + 1)..]);
        Own = [.. IdWords, .. MappingWords.Split(entity.Name)];
        All = [.. Own, .. MappingWords.Split(entity.Device), .. MappingWords.Split(entity.Area)];
        var text = string.Join(' ', entity.Id, entity.Name, entity.Device, entity.Area, entity.UniqueId).ToUpperInvariant();
        Pods = [.. PodForm().Matches(text).Select(match => match.Value)];
        Text = text;
        IsSensor = entity.Id.StartsWith("sensor.", StringComparison.Ordinal);
        IsEnergyUnit = entity.Unit is "Wh" or "kWh" or "MWh" or "GWh";
        IsPowerUnit = entity.Unit is "W" or "kW" or "MW";
        HasNumber = decimal.TryParse(entity.State, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        Number = HasNumber ? number : null;
        IsPartial = Own.Any(MappingWords.Partial.Contains) || IsOnePhase(IdWords);
        Directions = Decide();
    }

    public MappingEntity Entity { get; }

    public IReadOnlyList<string> IdWords { get; }

    /// <summary>Of its id and its name.</summary>
    public IReadOnlyList<string> Own { get; }

    /// <summary>Of its device and its area too.</summary>
    public IReadOnlyList<string> All { get; }

    public string Text { get; }

    /// <summary>The points whose codes it names.</summary>
    public IReadOnlyList<string> Pods { get; }

    public bool IsSensor { get; }

    public bool IsEnergyUnit { get; }

    public bool IsPowerUnit { get; }

    public bool HasNumber { get; }

    public decimal? Number { get; }

    public bool IsPartial { get; }

    /// <summary>The energies that its words tell; none when they tell none.</summary>
    public IReadOnlyList<MappedQuantity> Directions { get; }

    public bool IsOfExchange => All.Any(MappingWords.Exchange.Contains);

    public bool IsOfGenerator => All.Any(MappingWords.Generator.Contains);

    public bool IsOther => Own.Concat(MappingWords.Split(Entity.Device)).Any(MappingWords.Other.Contains);

    public bool IsOfPeriod => Entity.HasCycle || Own.Any(MappingWords.Period.Contains);

    public bool IsMadeBy(IReadOnlySet<string> makers) =>
        MappingWords.Split(Entity.Manufacturer).Concat(MappingWords.Split(Entity.Model)).Concat(MappingWords.Split(Entity.Platform))
            .Any(makers.Contains);

    /// <summary>Whether it can be the counter of anything.</summary>
    /// <remarks>A power never is, and neither is an energy in a unit that the collectors do not read.</remarks>
    public bool MayCount => IsSensor && !Entity.IsOurs && !Entity.IsDisabled && !IsOther && (Entity.DeviceClass is null or "energy")
        && (IsEnergyUnit || (string.IsNullOrEmpty(Entity.Unit) && Entity.DeviceClass == "energy"))
        && (Number is null or >= 0);

    /// <summary>Whether it can be a power.</summary>
    public bool MayBePower => IsSensor && !Entity.IsOurs && !Entity.IsDisabled && !IsOther && !IsPartial
        && (Entity.DeviceClass is null or "power") && IsPowerUnit && Entity.StateClass is not ("total" or "total_increasing");

    private List<MappedQuantity> Decide()
    {
        // A meter of the exchange says of what goes out that it was made: from where it stands, it was.
        var turned = All.Any(word => word is "meter" or "metering" or "smartmeter" or "grid") && !Own.Any(word => word is "pv" or "solar");
        List<MappedQuantity> told = [];
        foreach (var word in Own)
        {
            if (MappingWords.Injected.Contains(word)) Add(MappedQuantity.Injected);
            else if (MappingWords.Withdrawn.Contains(word)) Add(MappedQuantity.Withdrawn);
            else if (MappingWords.Produced.Contains(word))
                Add(turned && (word is "produced" or "yield") ? MappedQuantity.Injected : MappedQuantity.Produced);
            else if (MappingWords.Used.Contains(word) && IsOfExchange) Add(MappedQuantity.Withdrawn);
        }

        return told;

        void Add(MappedQuantity quantity)
        {
            if (!told.Contains(quantity)) told.Add(quantity);
        }
    }

    private static bool IsOnePhase(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!PhaseWords.Contains(words[i])) continue;
            if ((i > 0 && BesidePhase.Contains(words[i - 1])) || (i + 1 < words.Count && BesidePhase.Contains(words[i + 1]))) return true;
        }

        return false;
    }

    [GeneratedRegex(@"IT\d{3}E[0-9A-Z]{8,9}", RegexOptions.CultureInvariant)]
    private static partial Regex PodForm();
}
