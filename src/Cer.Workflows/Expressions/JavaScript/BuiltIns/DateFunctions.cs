namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Date.</summary>
internal static class DateFunctions
{
    public static readonly BuiltIn Date = new("Date", 7, (e, _, _) => DateText.Full(e, e.Now()))
    {
        Made = value => value is DateValue or DateTimeOffset or DateTime,
        Construct = Make,
        Members = Members.Statics(
            ("now", 0, (e, _, _) => e.Now()),
            ("parse", 1, (e, _, a) => DateValue.Clip(DateText.Parse(e, Coerce.Text(e, a[0])))),
            ("UTC", 7, (e, _, a) => DateValue.Clip(Time(e, a)))),
    };

    private static DateValue Make(Evaluation e, object? self, Arguments a)
    {
        if (a.Count == 0) return new DateValue(e.Now());
        if (a.Count > 1) return new DateValue(e.FromLocal(Time(e, a)));
        if (DateMethods.TimeOf(a[0]) is { } known) return new DateValue(known);
        var value = Coerce.Primitive(e, a[0], "default");
        return new DateValue(value is string text ? DateText.Parse(e, text) : Coerce.Number(e, value));
    }

    private static double Time(Evaluation e, Arguments a)
    {
        double Part(int index, double otherwise) => a.Count > index ? Coerce.Number(e, a[index]) : otherwise;
        var year = Part(0, double.NaN);
        if (Math.Truncate(year) is >= 0 and <= 99) year = 1900 + Math.Truncate(year);
        return Calendar.Time(year, Part(1, 0), Part(2, 1), Part(3, 0), Part(4, 0), Part(5, 0), Part(6, 0));
    }
}

/// <summary>The methods of dates.</summary>
internal static class DateMethods
{
    public static readonly IReadOnlyDictionary<string, BuiltIn> All = Made();

    public static double? TimeOf(object? value) => value switch
    {
        DateValue date => date.Time,
        DateTimeOffset date => DateValue.TimeOf(date),
        DateTime date => DateValue.TimeOf(Workflows.Values.ValueConversion.Instant(date)),
        _ => null,
    };

    private static double Of(object? self) => TimeOf(self)!.Value;

    private static Dictionary<string, BuiltIn> Made()
    {
        var all = Members.Table(
            ("getTime", 0, (_, self, _) => Of(self)),
            ("valueOf", 0, (_, self, _) => Of(self)),
            ("getTimezoneOffset", 0, (e, self, _) => 0 - e.OffsetAt(Of(self)) / 60_000),
            ("toISOString", 0, (e, self, _) => double.IsNaN(Of(self)) ? throw e.RangeError("Invalid time value") : DateText.Iso(Of(self))),
            ("toJSON", 1, (_, self, _) => double.IsNaN(Of(self)) ? null : DateText.Iso(Of(self))),
            ("toString", 0, (e, self, _) => DateText.Full(e, Of(self))),
            ("toDateString", 0, (e, self, _) => DateText.Date(e, Of(self))),
            ("toTimeString", 0, (e, self, _) => DateText.Time(e, Of(self))),
            ("toUTCString", 0, (_, self, _) => DateText.Utc(Of(self))),
            ("toGMTString", 0, (_, self, _) => DateText.Utc(Of(self))),
            ("toLocaleString", 0, (e, self, a) => DateText.Local(e, Of(self), a[0], date: true, hour: true)),
            ("toLocaleDateString", 0, (e, self, a) => DateText.Local(e, Of(self), a[0], date: true, hour: false)),
            ("toLocaleTimeString", 0, (e, self, a) => DateText.Local(e, Of(self), a[0], date: false, hour: true)),
            ("getYear", 0, (e, self, _) => double.IsNaN(Of(self)) ? double.NaN : Calendar.Parts(e.ToLocal(Of(self)))[0] - 1900.0),
            ("setTime", 1, (e, self, a) => Put(e, self, Coerce.Number(e, a[0]))));
        string[] names = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds", "Day"];
        for (var i = 0; i < names.Length; i++)
        {
            var part = i;
            foreach (var utc in (bool[])[true, false])
            {
                var name = (utc ? "UTC" : "") + names[i];
                all[$"get{name}"] = new BuiltIn($"get{name}", 0, (e, self, _) => Get(e, Of(self), part, utc));
                if (part < 7) all[$"set{name}"] = new BuiltIn($"set{name}", 1, (e, self, a) => Set(e, self, part, utc, a));
            }
        }
        return all;
    }

    private static double Get(Evaluation e, double time, int part, bool utc) =>
        double.IsNaN(time) ? double.NaN : Calendar.Parts(utc ? time : e.ToLocal(time))[part];

    private static double Set(Evaluation e, object? self, int part, bool utc, Arguments a)
    {
        var time = Of(self);
        var given = a.Values.Length == 0 ? [double.NaN] : Array.ConvertAll(a.Values, value => Coerce.Number(e, value));
        if (double.IsNaN(time))
        {
            if (part != 0) return double.NaN;
            time = 0;
        }
        else if (!utc) time = e.ToLocal(time);
        var parts = Array.ConvertAll(Calendar.Parts(time), number => (double)number);
        var last = part <= 2 ? 3 : 7;
        for (var i = 0; i < given.Length && part + i < last; i++) parts[part + i] = given[i];
        var made = Calendar.Time(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
        return Put(e, self, utc ? made : e.FromLocal(made));
    }

    private static double Put(Evaluation e, object? self, double time)
    {
        if (self is not DateValue date) throw e.TypeError("This date belongs to the run and does not change: make a "
            + "copy first, new Date(date).");
        return date.Time = DateValue.Clip(time);
    }
}
