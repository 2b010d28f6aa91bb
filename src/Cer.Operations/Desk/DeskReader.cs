using System.Globalization;
using Cer.Domain.Community;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Reads a form of the desk: every fault of every field at once.</summary>
public static class DeskReader
{
    /// <summary>How many points one form may bring.</summary>
    public const int MostPoints = 20;

    /// <param name="form">The form as it was filled in.</param>
    /// <param name="today">Today in Rome.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>What is to be done, as far as it could be read; null when not even that can be told.</returns>
    public static DeskWish? Read(DeskForm form, LocalDate today, ICollection<FieldFault> faults)
    {
        var fields = new DeskFields(today, faults);
        switch (form.Kind)
        {
            case "enrol":
                return Enrolment(form, fields, "") is { } enrolment
                    ? new(new DeskAct.Enrol([enrolment]), enrolment.Evidence)
                    : null;
            case "point":
                var told = form.Points is [var one, ..] ? one : null;
                var point = fields.Point(told?.Pod, told?.Voltage, "points[0]");
                var first = fields.LifeDay(form.Day, "day");
                return Wish(point is not null && first is not null
                    ? new DeskAct.AddPoint(form.Member ?? "", point, first.Value) : null);
            case "leave":
                var last = fields.LifeDay(form.Day, "day");
                var left = string.IsNullOrWhiteSpace(form.Pod) ? null : fields.Pod(form.Pod, "pod");
                return Wish(last is { } day ? new DeskAct.Leave(form.Member ?? "", left, day) : null);
            case "move":
                var (moved, from) = (fields.Pod(form.Pod, "pod"), fields.LifeDay(form.Day, "day"));
                return Wish(moved is not null && from is not null ? new DeskAct.Move(moved, form.To ?? "", from.Value) : null);
            case "unit":
                return Wish(Unit(form, fields));
            default:
                fields.Fault("kind", "kind", "another word", "enrol|point|leave|move|unit");
                return null;
        }

        DeskWish? Wish(DeskAct? act)
        {
            var evidence = fields.Evidence(form.Evidence, "evidence");
            return act is null ? null : new(act, evidence);
        }
    }

    /// <summary>Somebody who becomes a member; null when the fields are not enough to try.</summary>
    internal static Enrolment? Enrolment(DeskForm form, DeskFields fields, string place)
    {
        var name = fields.Name(form.Name, $"{place}name");
        var category = fields.Category(form.Category, $"{place}category");
        var points = new List<DeskPoint>();
        var told = form.Points ?? [];
        if (told.Count is 0 or > MostPoints)
            fields.Fault($"{place}points[0].pod", "needed", FormattableString.Invariant($"{told.Count} points"),
                FormattableString.Invariant($"1 to {MostPoints}"));
        for (var i = 0; i < Math.Min(told.Count, MostPoints); i++)
        {
            var at = FormattableString.Invariant($"{place}points[{i}]");
            if (fields.Point(told[i]?.Pod, told[i]?.Voltage, at) is { } point) points.Add(point);
        }

        var day = fields.LifeDay(form.Day, $"{place}day");
        var substation = fields.Substation(form.Substation, $"{place}substation");
        var consent = form.Consent is { } term ? fields.Term(term.From, term.To, $"{place}consent") : null;
        var delegation = form.Delegation is { } given ? fields.Delegation(given, $"{place}delegation") : null;
        var evidence = fields.Evidence(form.Evidence, $"{place}evidence");
        var email = fields.Email(form.Email, $"{place}email");
        if (category is not { } kind || day is not { } from) return null;
        return new(name, kind, form.Enterprise ?? Member.EnterpriseByDefault(kind), points, from)
        {
            Evidence = evidence,
            Substation = substation,
            Consent = consent,
            Delegation = delegation,
            Email = email,
            Place = place,
        };
    }

    private static DeskAct.ChangeUnit Unit(DeskForm form, DeskFields fields)
    {
        decimal? power = null;
        if (!string.IsNullOrWhiteSpace(form.PowerKw))
        {
            // A comma, as Italians write it, is never taken for thousands; a point before three digits may be either.
            var text = form.PowerKw.Trim();
            if (text.IndexOf('.') is >= 0 and var dot && dot == text.Length - 4)
                fields.Fault("powerKw", "power_thousands", "a point before three digits", "1000 for a thousand, 1,000 for one");
            else if (decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var kw)
                && kw.Scale <= 3)
                power = kw;
            else
                fields.Fault("powerKw", "power", "another text", "kW with at most three decimals, such as 19,8");
        }

        var day = string.IsNullOrWhiteSpace(form.InService) ? null : fields.LifeDay(form.InService, "inService");
        return new(form.Unit ?? "", power, day);
    }
}
