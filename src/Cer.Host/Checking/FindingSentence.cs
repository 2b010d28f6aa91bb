using System.Globalization;
using Cer.Settlement.Checking;

namespace Cer.Host.Checking;

/// <summary>What a finding says on a terminal.</summary>
internal static class FindingSentence
{
    public static string Of(CheckFinding finding)
    {
        var about = finding.About ?? "";
        var sentence = finding.Code switch
        {
            "old_power" =>
                $"units in service up to 2021-12-15 have {Fact(finding, "old")} of {Fact(finding, "all")}: above the limit of 30 %",
            "several_holders" => $"an individual at a distance has points of one holder: found {Fact(finding, "holders")}",
            "no_substation" => "no primary substation is declared: nobody can see that all points are under one",
            "odd_substation" => $"the primary substation {about} is not like AC001E00000",
            "several_zones" => $"units in several market zones: {string.Join(", ", finding.Words)}",
            "area_not_in_zone" => $"{about}: the FC area {Word(finding, 0)} does not lie in the market zone {Word(finding, 1)}",
            "too_large" => $"plant {about} has {Fact(finding, "power")}: above {Fact(finding, "limit")} there is no TIP",
            "flat_too_large" => $"plant {about} has {Fact(finding, "power")}: a flat tariff (42-bis) is for up to 200 kW",
            "several_sources" => $"plant {about} has units of several sources: a plant has one",
            "before_constitution" =>
                $"{about} entered into service on {Word(finding, 0)}, before the community was constituted on {Word(finding, 1)}",
            "right_before_service" => $"{about} has a right from {Word(finding, 0)}, before its service from {Word(finding, 1)}",
            "no_tariff" => $"{about}, in service since {Word(finding, 0)}, is declared without a tariff: it earns CAC only",
            "right_ends" => $"{about} has a right to its tariff that ends on {Word(finding, 0)}",
            "right_ended" => $"{about} had a right to its tariff until {Word(finding, 0)}",
            "flat" => $"{about} keeps the flat tariff of art. 42-bis until {Word(finding, 0)}",
            "pod_elsewhere" => $"{Fact(finding, "points")} points are in the configuration {about} too, from {Word(finding, 0)} on",
            "same_substation" =>
                $"the configuration {about} is under the same primary substation {Word(finding, 0)}: one of both would do",
            _ => finding.Code,
        };
        return $"{sentence} ({finding.Act})";
    }

    private static string Word(CheckFinding finding, int place) => finding.Words[place];

    private static string Fact(CheckFinding finding, string name)
    {
        var fact = finding.Facts.First(fact => fact.Name == name);
        return string.Create(CultureInfo.InvariantCulture, $"{fact.Value:0.######} {fact.Unit}").TrimEnd();
    }
}
