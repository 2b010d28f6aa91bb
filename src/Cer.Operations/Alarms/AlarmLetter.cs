using System.Globalization;
using System.Net;
using Cer.Operations.Mail;

namespace Cer.Operations.Alarms;

/// <summary>The letter about alarms that were raised: one for each reader, whose key names the first of them.</summary>
public static class AlarmLetter
{
    private const int MostTold = 50;

    public static Letter Of(IReadOnlyList<(long Id, NewAlarm Alarm)> raised, AlarmReader reader)
    {
        var isEnglish = reader.Language == "en";
        var first = raised[0].Alarm;
        var more = raised.Count - 1;
        var subject = (isEnglish ? "Alarm: " : "Allarme: ") + first.Title
            + (more == 0 ? "" : isEnglish ? $" and {more} more" : more == 1 ? " e un altro" : $" e altri {more}");
        var frame = isEnglish
            ? ("The program has raised these alarms:", $"{raised.Count - MostTold} more are on the page Alarms.",
                "On the page Alarms you can take note of them, mute them for a time, or stop these letters.")
            : ("Il programma ha segnalato questi allarmi:", $"Altri {raised.Count - MostTold} sono nella pagina Allarmi.",
                "Nella pagina Allarmi puoi prenderne nota, silenziarli per un periodo o non ricevere più questi messaggi.");
        List<string> lines = [.. raised.Take(MostTold).Select(one => Words(one.Alarm))];
        if (raised.Count > MostTold) lines.Add(frame.Item2);
        return new(
            LetterKind.Alarms,
            string.Create(CultureInfo.InvariantCulture, $"alarm:{raised[0].Id}:{reader.Person}"),
            reader.Address,
            OneLine(subject),
            $"<!doctype html><html lang=\"{(isEnglish ? "en" : "it")}\"><p>{frame.Item1}</p><ul>"
                + string.Concat(lines.Select(line => $"<li>{WebUtility.HtmlEncode(line)}</li>")) + $"</ul><p>{frame.Item3}</p></html>",
            $"{frame.Item1}\n\n{string.Join('\n', lines.Select(line => $"- {line}"))}\n\n{frame.Item3}\n",
            [])
        { Reader = reader.Person };
    }

    private static string Words(NewAlarm alarm) => OneLine(
        alarm.Title + (alarm.Place.Length > 0 ? $" ({alarm.Place})" : "") + (alarm.Detail.Length > 0 ? $". {alarm.Detail}" : ""), 1000);

    /// <summary>Without line breaks and controls, and not too long.</summary>
    private static string OneLine(string text, int longest = LetterCheck.LongestSubject)
    {
        var plain = string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
        return plain.Length <= longest ? plain : string.Concat(plain.AsSpan(0, longest - 1), "…");
    }
}
