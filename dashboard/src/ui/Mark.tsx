/** The product's mark. */
export const Mark = (props: { readonly size?: number }) => (
  <svg class="mark" width={props.size ?? 24} height={props.size ?? 24} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="currentColor" />
    <path
      class="mark-hole"
      d="M9 11.5A3.5 3.5 0 0 1 12.5 8h7a3.5 3.5 0 0 1 3.5 3.5v5a3.5 3.5 0 0 1-3.5 3.5H15l-4.2 3.6a.5.5 0 0 1-.8-.4V19.6a3.5 3.5 0 0 1-1-2.5z"
    />
  </svg>
)
