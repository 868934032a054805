/** What each shell must know: to ask `odnowa __complete` with the words so far, the last of which is being written. */
export const completionScripts = {
  bash: `# odnowa completion for bash: eval "$(odnowa completion bash)" in ~/.bashrc
_odnowa() {
  local words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  local IFS=$'\\n'
  COMPREPLY=($("\${COMP_WORDS[0]}" __complete -- "\${words[@]}" 2>/dev/null))
}
complete -o default -F _odnowa odnowa
`,
  zsh: `#compdef odnowa
# odnowa completion for zsh: eval "$(odnowa completion zsh)" in ~/.zshrc, behind compinit
_odnowa() {
  local -a candidates
  candidates=("\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  compadd -a candidates
}
compdef _odnowa odnowa
`,
  fish: `# odnowa completion for fish: odnowa completion fish > ~/.config/fish/completions/odnowa.fish
function __odnowa_complete
    set -l words (commandline -opc) (commandline -ct)
    $words[1] __complete -- $words[2..-1] 2>/dev/null
end
complete -c odnowa -f -a '(__odnowa_complete)'
`,
} as const
