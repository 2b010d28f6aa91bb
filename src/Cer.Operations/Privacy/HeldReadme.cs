using System.Text;
using Cer.Operations.Mine;

namespace Cer.Operations.Privacy;

/// <summary>The letter that lies on top of the export, in plain Italian.</summary>
public static class HeldReadme
{
    public static string Of(MineProfile profile, IEnumerable<string> tables)
    {
        var text = new StringBuilder();
        text.Append("I dati di ").Append(profile.Name).Append(" nella comunità ").AppendLine(profile.CommunityName).AppendLine();
        text.AppendLine("Questa cartella contiene tutto ciò che il programma conserva di Lei (artt. 15 e 20 del regolamento UE");
        text.AppendLine("2016/679). I file .csv si aprono con un foglio di calcolo; i file .json dicono le stesse cose in una forma");
        text.AppendLine("che altri programmi sanno leggere. Le curve sono molte righe e ci sono soltanto come .csv.").AppendLine();
        text.AppendLine("Gli istanti sono UTC e finiscono con Z. L'energia è in kWh, gli importi in euro, le potenze in kW. Una");
        text.AppendLine("casella vuota vuol dire che il valore non è noto: non vuol dire zero.").AppendLine();
        text.AppendLine("CHE COSA C'È").AppendJoin(Environment.NewLine, tables).AppendLine().AppendLine();
        text.AppendLine("CHE COSA NON C'È, E PERCHÉ")
            .AppendJoin(Environment.NewLine, Held.Left.Select(left => $"- {left.Key}: {left.Value}")).AppendLine().AppendLine();
        text.AppendLine("Può chiedere di uscire dalla comunità, chiedere la cancellazione o contestare un importo dalla pagina");
        text.AppendLine("«I miei dati». Può inoltre rivolgersi al Garante per la protezione dei dati personali (art. 77).");
        return text.ToString();
    }
}
